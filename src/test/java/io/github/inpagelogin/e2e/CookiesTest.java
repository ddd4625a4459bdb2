package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two cookies, word by word, and when there is none. */
class CookiesTest {
    @AutoClose
    private static final World http = World.start();

    @AutoClose
    private static final World https = World.start("app.base-url", "https://phone.example.com");

    /** Without what differs each time; Expires is what the container makes of Max-Age. */
    private static String withoutValue(String setCookie) {
        return setCookie.replaceFirst("=[^;]*", "=…").replaceFirst("; Expires=[^;]*", "");
    }

    @Test
    void overHttpTheCookiesAreKeptFromScriptsAndFromOtherSites() {
        Visitor visitor = http.visitor();
        Page login = visitor.get("login");
        String binding = login.header("Set-Cookie");
        assertTrue(binding.matches("in-page-login-browser=[A-Za-z0-9_-]{43};.*"), binding);
        assertEquals("in-page-login-browser=…; Path=/; Max-Age=600; HttpOnly; SameSite=Lax", withoutValue(binding));

        Page arrived = visitor.get(visitor.passProvider(login, http.ada())).expect(303);
        assertEquals("in-page-login=…; Path=/; HttpOnly; SameSite=Lax", withoutValue(arrived.header("Set-Cookie")));
        visitor.signOut();
    }

    @Test
    void overHttpsTheCookiesAreSecureAndNoOtherHostCanPlantThem() {
        Visitor visitor = https.visitor();
        Page login = visitor.get("login");
        assertEquals("https%3A%2F%2Fphone.example.com%2Foauth%2Fcallback", login.sent("redirect_uri"));
        assertEquals(
                "__Host-in-page-login-browser=…; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax",
                withoutValue(login.header("Set-Cookie")));

        Page arrived = visitor.get(visitor.passProvider(login, https.ada())).expect(303);
        assertEquals("/app", arrived.location());
        assertEquals(
                "__Host-in-page-login=…; Path=/; Secure; HttpOnly; SameSite=Lax",
                withoutValue(arrived.header("Set-Cookie")));
        assertTrue(visitor.isSignedIn());
        visitor.post("logout", "", "Origin", "https://phone.example.com").expect(204);
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void oneBrowserKeepsOneBindingForAllItsTabs() {
        Visitor visitor = http.visitor();
        visitor.get("login");
        String first = visitor.cookies().get("in-page-login-browser");
        visitor.get("login?return_to=/app/adapter");
        assertEquals(first, visitor.cookies().get("in-page-login-browser"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "\"quoted\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aBindingThatIsNotOfOurMakingIsReplaced(String planted) {
        Visitor visitor = http.visitor();
        visitor.cookies().put("in-page-login-browser", planted);
        visitor.get("login");
        assertTrue(visitor.cookies().getOrDefault("in-page-login-browser", "").matches("[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?signed-out",
                "app",
                "app/adapter",
                "session",
                "redirect.html",
                "oauth/callback",
                "oauth/callback?code=a&state=b",
                "nothing",
                "assets/site.css",
                "health/live",
                "health/ready",
                "metrics",
                "WEB-INF/web.xml"
            })
    void aStrangerGetsNoCookie(String path) {
        assertEquals(List.of(), http.visitor().get(path).headers().allValues("Set-Cookie"));
        Visitor scripted = http.visitor();
        assertEquals(List.of(), scripted.get(path, "Accept", "*/*").headers().allValues("Set-Cookie"));
        assertEquals(List.of(), scripted.signOut().headers().allValues("Set-Cookie"));
        assertEquals(0, http.site().sessions());
    }

    @Test
    void theIdOfASessionIsNewWhateverTheBrowserSent() {
        Visitor victim = http.visitor();
        victim.cookies().put("in-page-login", "node0planted123");
        victim.logIn(http.ada()).expect(200);
        String own = victim.cookies().get("in-page-login");
        assertNotEquals("node0planted123", own);
        victim.signOut();

        victim.cookies().put("in-page-login", String.valueOf(own));
        victim.logIn(http.ada()).expect(200);
        assertNotEquals(own, victim.cookies().get("in-page-login"), "an old id is not taken up again");
        victim.signOut();
    }

    @Test
    void aSessionInTheAddressIsNotOne() {
        Visitor visitor = http.visitor();
        visitor.logIn(http.ada()).expect(200);
        String id = visitor.cookies().get("in-page-login");
        Visitor other = http.visitor();
        for (String name : List.of("jsessionid", "in-page-login")) {
            Page page = other.get("session;" + name + "=" + id);
            assertFalse(page.body().contains("Ada"), page.body());
        }
        visitor.signOut();
    }
}
