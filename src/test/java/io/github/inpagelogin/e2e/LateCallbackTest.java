package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callbacks that come late, again, in another browser, or in another order: never an endless round, never a surprise. */
class LateCallbackTest {
    @AutoClose
    private static final World world = World.start();

    private final Visitor visitor = world.visitor();
    private long redemptions;

    @BeforeEach
    void count() {
        redemptions = world.redemptions();
    }

    @AfterEach
    void signOut() {
        visitor.signOut();
        assertEquals(0, world.site().sessions());
    }

    @Test
    void aCallbackThatComesAgainWhileSignedInGoesOnAndRedeemsNothing() {
        String callback = visitor.callback("login?return_to=/app/adapter", world.ada());
        visitor.open(callback).expect(200);
        String session = visitor.cookies().get("in-page-login");

        assertEquals("/app/adapter", visitor.get(callback).expect(303).location());
        assertEquals(redemptions + 1, world.redemptions());
        assertEquals(session, visitor.cookies().get("in-page-login"));
    }

    @Test
    void aCallbackThatComesAgainAfterSignOutSignsNobodyIn() {
        String callback = visitor.callback("login", world.ada());
        visitor.open(callback).expect(200);
        visitor.signOut().expect(303);

        Page page = visitor.open(callback);
        assertEquals("Please log in again", page.expect(400).title());
        assertFalse(visitor.isSignedIn());
    }

    @Test
    void aCodeThatHasExpiredAsksToLogInAgain() {
        String callback = visitor.callback("login", world.ada());
        world.clock().advance(Duration.ofSeconds(61));
        Page page = visitor.open(callback);
        assertEquals("Please log in again", page.expect(400).title());
        assertTrue(page.body().contains("OAU-108"));
    }

    @Test
    void aLoginThatTookTooLongStartsOverByItselfAndEndsWhereThePersonWasGoing() {
        String callback = visitor.callback("login?return_to=/app/adapter", world.ada());
        world.clock().advance(Duration.ofMinutes(10));

        Page again = visitor.get(callback).expect(302);
        assertEquals(redemptions, world.redemptions(), "the late code is not redeemed");
        assertNotEquals(Page.parameter(callback, "state"), again.sent("state"));
        String second = visitor.passProvider(again, world.ada());
        assertEquals("/app/adapter", visitor.get(second).expect(303).location());
    }

    @Test
    void aLoginThatTookTooLongTwiceStopsWithAPage() {
        String callback = visitor.callback("login", world.ada());
        world.clock().advance(Duration.ofMinutes(10));
        String second = visitor.passProvider(visitor.get(callback).expect(302), world.ada());
        world.clock().advance(Duration.ofMinutes(10));
        assertEquals("Please log in again", visitor.get(second).expect(400).title());
    }

    @Test
    void aLoginFinishedInAnotherBrowserStartsOverThere() {
        String callback = visitor.callback("login", world.ada());
        Visitor other = world.visitor();
        Page again = other.get(callback).expect(302);
        assertEquals(redemptions, world.redemptions(), "the code of the other browser is not redeemed");
        other.open(other.passProvider(again, world.luis())).expect(200);
        assertTrue(other.isSignedIn());
        other.signOut();
    }

    @Test
    void aBrowserThatKeepsNoCookiesStartsOverOnceAndThenGetsAPage() {
        long authorizations = world.standIn().counters().of(Endpoint.AUTHORIZE);
        String callback = visitor.callback("login", world.ada());
        visitor.cookies().remove("in-page-login-browser");
        Page again = visitor.get(callback).expect(302);
        String second = visitor.passProvider(again, world.ada());
        visitor.cookies().remove("in-page-login-browser");

        Page page = visitor.get(second).expect(400);
        assertEquals("Your browser did not keep the sign-in cookie", page.title());
        assertEquals(authorizations + 2, world.standIn().counters().of(Endpoint.AUTHORIZE));
        assertEquals(redemptions, world.redemptions());
    }

    @Test
    void twoTabsThatFinishInTheOrderTheyBeganBothArrive() {
        String first = visitor.callback("login?return_to=/app", world.ada());
        String second = visitor.callback("login?return_to=/app/adapter", world.ada());
        assertEquals("/app", visitor.get(first).expect(303).location());
        assertEquals("/app/adapter", visitor.get(second).expect(303).location());
        assertEquals(redemptions + 1, world.redemptions());
    }

    @Test
    void twoTabsThatFinishInTheOtherOrderBothArrive() {
        String first = visitor.callback("login?return_to=/app", world.ada());
        String second = visitor.callback("login?return_to=/app/adapter", world.ada());
        assertEquals("/app/adapter", visitor.get(second).expect(303).location());
        assertEquals("/app", visitor.get(first).expect(303).location());
        assertEquals(redemptions + 1, world.redemptions());
    }

    @Test
    void aStrangersCallbackNeverChangesWhoIsSignedIn() {
        visitor.logIn(world.luis()).expect(200);
        String strangers = world.visitor().callback("login?return_to=/app/adapter", world.ada());
        assertEquals("/app/adapter", visitor.get(strangers).expect(303).location());
        assertTrue(visitor.get("app").body().contains("Luis Ortega"));
    }
}
