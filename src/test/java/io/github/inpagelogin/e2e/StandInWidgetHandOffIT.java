package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Endpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Codes that a site hands to the new stand-in widget, by message and by address. */
@Timeout(60)
class StandInWidgetHandOffIT {
    private static Chromium browser;

    private NewWidgetScene scene;
    private WidgetPage page;

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.borrow();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        scene = new NewWidgetScene(browser);
        page = scene.page;
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void aCodeByMessageSignsInAndAReloadNeedsNone() {
        scene.openSignedIn();
        assertEquals(
                "{\"type\":\"rc-login-status-notify\",\"loggedIn\":true,\"loginNumber\":\"+16505550100*101\","
                        + "\"admin\":false,\"features\":{\"call\":true,\"sms\":true,\"meeting\":false,\"glip\":false},"
                        + "\"isFreshLogin\":true}",
                page.rawMessages().get(1));
        page.reload();
        page.sees(NewWidgetScene.ADA);
        assertEquals(1, scene.count(Endpoint.TOKEN));
        assertEquals(2, scene.count(Endpoint.WS_TOKEN));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aWrongVerifierLeavesSignInAndIsNotTriedAgain() {
        page.open(scene.appWithRedirectUri());
        page.sees("out");
        scene.handOver(scene.authorization.code(scene.ada()), "wrong".repeat(10));
        scene.await(() -> page.shown("#problem").startsWith("Sign-in failed"));
        page.sees("out");
        assertEquals("Sign In", page.shown("#sign-in"));
        assertEquals(1, scene.count(Endpoint.TOKEN));
        assertEquals(0, scene.count(Endpoint.EXTENSION));
    }

    @Test
    void aCodeOfAnotherRedirectUriThanThatInTheAddressIsRefused() {
        page.open(scene.app());
        page.sees("out");
        scene.handOver(scene.authorization.code(scene.ada()), Authorization.VERIFIER);
        scene.await(() -> page.shown("#problem").startsWith("Sign-in failed"));
        page.sees("out");
        assertEquals(0, scene.standIn.counters().sessions());
    }

    @Test
    void anErrorOnTheRedirectPageLeavesSignIn() {
        page.open(scene.appWithRedirectUri());
        page.sees("out");
        page.post(Map.of(
                "callbackUri", scene.host.url("/callback?error=login_required").toString()));
        scene.await(() -> page.shown("#problem").contains("login_required"));
        assertEquals(0, scene.count(Endpoint.TOKEN));
    }

    @Test
    void aCodeInTheAddressIsRedeemedOnceForEachExternalAuthId() {
        scene.standIn.knobs().rateLimit(false);
        page.open(scene.withCode(scene.authorization.code(scene.ada()), "externalAuthId", "one"));
        page.sees("out", NewWidgetScene.ADA + " fresh");
        page.reload();
        page.sees(NewWidgetScene.ADA);
        assertEquals(1, scene.count(Endpoint.TOKEN), "the same id asks for no token");

        page.open(scene.withCode(scene.authorization.code(scene.luis()), "externalAuthId", "two"));
        page.sees("out", NewWidgetScene.LUIS + " fresh");
        assertEquals(2, scene.count(Endpoint.TOKEN), "another id is another person");

        page.open(scene.withCode(scene.authorization.code(scene.ada())));
        page.sees(NewWidgetScene.LUIS);
        assertEquals(2, scene.count(Endpoint.TOKEN), "without an id the code is ignored");
    }

    @Test
    void eachPrefixHasALoginOfItsOwn() {
        scene.standIn.knobs().rateLimit(false);
        page.open(scene.withCode(scene.authorization.code(scene.ada()), "prefix", "a"));
        page.sees("out", NewWidgetScene.ADA + " fresh");
        page.open(scene.withCode(scene.authorization.code(scene.luis()), "prefix", "b"));
        page.sees("out", NewWidgetScene.LUIS + " fresh");
        page.open(scene.app("prefix", "a"));
        page.sees(NewWidgetScene.ADA);
        page.open(scene.app());
        page.sees("out");
    }

    @Test
    void anotherCodeByMessageChangesThePerson() {
        scene.openSignedIn();
        scene.handOver(scene.authorization.code(scene.luis()), Authorization.VERIFIER);
        page.sees("out", NewWidgetScene.ADA + " fresh", "out", NewWidgetScene.LUIS + " fresh");
        assertEquals(scene.luis().name(), page.shown("#name"));
    }
}
