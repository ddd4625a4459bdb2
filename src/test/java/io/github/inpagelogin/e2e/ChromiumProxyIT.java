package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget of today behind this site's proxy: one sign-in, the phone is signed in, and the browser has no token. */
class ChromiumProxyIT {
    @TempDir
    private Path keys;

    private Stage stage;
    private Chromium browser;
    private Person ada;

    @BeforeEach
    void start() throws Exception {
        stage = Stage.behindTheProxy(keys);
        stage.standIn().knobs().rateLimit(false);
        browser = stage.browser();
        ada = stage.standIn().people().get(0);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"app, #rc-widget", "app/adapter, iframe[id$='-adapter-frame']"})
    void oneSignInSignsThePhoneInAndTheBrowserHasNoToken(String path, String frame) {
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        browser.screenshots("proxy-" + path.replace('/', '-'));
        assertEquals(1, stage.standIn().counters().of(Endpoint.TOKEN), "the site's code is the only one");

        browser.inFrame(frame, () -> {
            Object kept = browser.driver().executeScript("return JSON.stringify([localStorage, sessionStorage])");
            for (String secret : stage.standIn().issuedSecrets()) {
                assertFalse(String.valueOf(kept).contains(secret));
            }
        });

        browser.open(stage.site().url(path));
        stage.seePhoneOf(frame, ada);
        assertEquals(1, stage.standIn().counters().of(Endpoint.TOKEN));
        assertEquals(
                List.of(),
                browser.complaints().stream()
                        // Chromium remarks that a frame of our own origin could escape the adapter's sandbox.
                        .filter(complaint -> !complaint.contains("sandbox"))
                        .toList());
    }

    @Test
    void signingOutHereSignsThePhoneOutToo() {
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);

        browser.click("form.sign-out button");
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, stage.standIn().counters().activeSessions(ada.ownerId()));
    }

    @Test
    void signingThePhoneOutEndsTheSessionHereToo() {
        browser.open(stage.site().url("app"));
        stage.signInAndAllow(ada);
        stage.seePhoneOf("#rc-widget", ada);

        browser.inFrame("#rc-widget", () -> browser.click("#sign-out"));
        browser.seeText(".confirmation", "You are signed out.");
        assertEquals(0, stage.standIn().counters().activeSessions(ada.ownerId()));
    }
}
