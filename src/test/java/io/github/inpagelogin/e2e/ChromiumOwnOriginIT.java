package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.standin.Person;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The widget of today, served by this site: it works where the browser keeps nothing for frames of other sites. */
class ChromiumOwnOriginIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void thePhoneOfThisSiteIsSignedInAndStaysSo(String path, String frame) throws Exception {
        try (Stage stage = Stage.with(Chromium.borrow(), "code", this::passThrough)) {
            signsIn(stage, path, frame, stage.site().url("widget/"));
            assertEquals(List.of(), stage.browser().complaints());
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void whereThirdPartiesMayKeepNothingThePhoneOfThisSiteWorks(String path, String frame) throws Exception {
        try (Stage stage = Stage.with(Chromium.blockingThirdParties(), "code", this::passThrough)) {
            signsIn(stage, path, frame, stage.site().url("widget/"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.inpagelogin.e2e.Ways#inThePage")
    void whereThirdPartiesMayKeepDataThePhoneOfAnotherSiteWorks(String path, String frame) throws Exception {
        try (Stage stage = Stage.with(Chromium.allowingThirdParties(), "code", ChromiumOwnOriginIT::fromAnotherSite)) {
            signsIn(
                    stage,
                    path,
                    frame,
                    URI.create(stage.standIn().newWidgetUrl().toString().replace("localhost", "127.0.0.1")));
        }
    }

    @Test
    void whereThirdPartiesMayKeepNothingThePhoneOfAnotherSiteSaysNothing() throws Exception {
        try (Stage stage = Stage.with(Chromium.blockingThirdParties(), "code", ChromiumOwnOriginIT::fromAnotherSite)) {
            stage.browser().open(stage.site().url("app"));
            stage.signInAndAllow(stage.standIn().people().get(0));
            stage.browser().seeText("#phone-status", "The phone does not answer.");
        }
    }

    private static void signsIn(Stage stage, String path, String frame, URI widget) {
        Person ada = stage.standIn().people().get(0);
        stage.standIn().knobs().rateLimit(false);
        stage.browser().open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);
        assertEquals(
                widget.resolve("app.html").toString(),
                String.valueOf(stage.browser().see(frame).getDomProperty("src")).replaceAll("[?].*", ""));
        stage.browser().open(stage.site().url(path));
        stage.seePhoneOf(frame, ada);
    }

    private Map<String, String> passThrough(Map<String, String> settings) {
        fromAnotherSite(settings);
        settings.put("widget.hosting", "pass-through");
        settings.put("widget.cache-directory", folder.toString());
        return settings;
    }

    /** The site is at localhost, and 127.0.0.1 is another site. */
    private static Map<String, String> fromAnotherSite(Map<String, String> settings) {
        settings.computeIfPresent("widget.url", (key, url) -> url.replace("localhost", "127.0.0.1"));
        return settings;
    }
}
