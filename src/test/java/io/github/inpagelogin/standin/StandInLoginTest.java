package io.github.inpagelogin.standin;

import static io.github.inpagelogin.standin.Scene.callback;
import static io.github.inpagelogin.standin.Scene.confidentialQuery;
import static io.github.inpagelogin.standin.Scene.form;
import static io.github.inpagelogin.standin.Scene.publicQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInLoginTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void wrongPasswordShowsTheLoginPageAgainWithTheNameKeptAndEscaped() {
        HttpResponse<String> answer =
                scene.post("/login?" + publicQuery(), form("username", "\"><script>x", "password", "nope"));
        assertTrue(answer.body().contains("id=\"problem\""));
        assertTrue(answer.body().contains("value=\"&quot;&gt;&lt;script&gt;x\""));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void loginHintIsFilledIn() {
        assertTrue(scene.authorize(publicQuery() + "&login_hint=zoe").body().contains("value=\"zoe\""));
    }

    @Test
    void loginCookieIsHttpOnlyAndLaxUnlessTheKnobSaysOtherwise() {
        assertEquals("; Path=/; HttpOnly; SameSite=Lax", attributesOfTheLoginCookie());
        scene.standIn.knobs().loginCookieSameSite("None");
        assertEquals("; Path=/; HttpOnly; SameSite=None; Secure", attributesOfTheLoginCookie());
        scene.standIn.knobs().reset();
        assertEquals("; Path=/; HttpOnly; SameSite=Lax", attributesOfTheLoginCookie());
    }

    private String attributesOfTheLoginCookie() {
        HttpResponse<String> answer = scene.post(
                "/login?" + publicQuery(),
                form("username", scene.ada().email(), "password", scene.ada().password()));
        return answer.headers().firstValue("Set-Cookie").orElse("").replaceFirst("stand-in-login=login-[\\w-]+", "");
    }

    @Test
    void consentIsAskedOncePerPersonAndApp() {
        scene.signIn(scene.ada(), publicQuery());
        assertEquals(302, scene.authorize(publicQuery()).statusCode());
        assertTrue(scene.authorize(publicQuery() + "&prompt=consent").body().contains("id=\"allow\""));
        assertTrue(scene.authorize(confidentialQuery()).body().contains("id=\"allow\""));
        scene.forgetCookies();
        String login = form("username", "luis", "password", "maple-102");
        assertTrue(scene.post("/login?" + publicQuery(), login).body().contains("id=\"allow\""));
    }

    @Test
    void cancelledConsentIsAccessDenied() {
        scene.post("/login?" + publicQuery(), form("username", "ada", "password", "maple-101"));
        Parameters callback = callback(scene.post("/consent?" + publicQuery(), "decision=cancel"));
        assertEquals("access_denied", callback.required("error"));
        assertEquals("st&te=1 ü", callback.required("state"));
    }

    @Test
    void promptNoneNeverShowsAPage() {
        String silent = publicQuery() + "&prompt=none";
        assertEquals("login_required", callback(scene.authorize(silent)).required("error"));
        scene.post("/login?" + publicQuery(), form("username", "ada", "password", "maple-101"));
        assertEquals("consent_required", callback(scene.authorize(silent)).required("error"));
        scene.post("/consent?" + publicQuery(), "decision=allow");
        assertTrue(callback(scene.authorize(silent)).has("code"));
    }

    @Test
    void promptNoneShowsThePageAllTheSameWhenTold() {
        String silent = publicQuery() + "&prompt=none";
        scene.standIn.knobs().pageInsteadOfError(true);
        assertTrue(scene.authorize(silent).body().contains("id=\"log-in\""));
        scene.signIn(scene.ada(), publicQuery());
        assertEquals(302, scene.authorize(silent).statusCode());
        scene.standIn.knobs().withdrawConsents();
        assertTrue(scene.authorize(silent).body().contains("id=\"allow\""));
        scene.standIn.knobs().reset();
        assertEquals("consent_required", callback(scene.authorize(silent)).required("error"));
    }

    @Test
    void promptLoginAsksAgain() {
        scene.signIn(scene.ada(), publicQuery());
        assertTrue(scene.authorize(publicQuery() + "&prompt=login").body().contains("id=\"log-in\""));
        assertEquals(302, scene.authorize(publicQuery() + "&prompt=login%20sso").statusCode());
    }

    @Test
    void signingOutAtTheProviderForgetsTheBrowser() {
        scene.signIn(scene.ada(), publicQuery());
        assertTrue(scene.get("/logout").body().contains("Ada Bennett"));
        assertEquals(303, scene.post("/logout", "").statusCode());
        assertTrue(scene.get("/logout").body().contains("id=\"signed-out\""));
        assertEquals(
                "login_required",
                callback(scene.authorize(publicQuery() + "&prompt=none")).required("error"));
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        HttpResponse<String> answer = scene.post(
                "/login?" + publicQuery(),
                form("username", "ada", "password", "maple-101"),
                "Origin",
                "https://evil.example");
        assertEquals(403, answer.statusCode());
    }

    @Test
    void pagesCarryAStrictPolicyAndRefuseFramesUnlessTold() {
        String policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
                + "form-action 'self' " + scene.standIn.origin() + " http://localhost:8080";
        for (String path : List.of(Endpoint.AUTHORIZE.path() + '?' + publicQuery(), Endpoint.AUTHORIZE.path())) {
            HttpHeaders page = scene.get(path).headers();
            assertEquals(
                    policy + "; frame-ancestors 'none'",
                    page.firstValue("Content-Security-Policy").orElse(""));
            assertEquals("DENY", page.firstValue("X-Frame-Options").orElse(""));
        }
        scene.standIn.knobs().refuseFraming(false);
        HttpHeaders page = scene.authorize(publicQuery()).headers();
        assertEquals(policy, page.firstValue("Content-Security-Policy").orElse(""));
        assertTrue(page.firstValue("X-Frame-Options").isEmpty());
    }

    @Test
    void aSilentAnswerIsARedirectWhichAFrameMayFollow() {
        scene.signIn(scene.ada(), publicQuery());
        HttpHeaders answer = scene.authorize(publicQuery() + "&prompt=none").headers();
        assertTrue(answer.firstValue("Location").isPresent());
        assertTrue(answer.firstValue("X-Frame-Options").isEmpty());
        assertTrue(answer.firstValue("Content-Security-Policy").isEmpty());
    }
}
