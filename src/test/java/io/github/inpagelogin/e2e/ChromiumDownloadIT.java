package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links to media in the widget, behind this site's proxy: a page that somebody sent is kept, and never runs here. */
class ChromiumDownloadIT {
    private static final String CONTENT = "/proxy/media/restapi/v1.0/account/~/extension/~/message-store/1/content/1";

    @TempDir
    private static Path downloads;

    private Stage stage;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.savingTo(downloads);
        stage = Stage.behindTheProxy(browser, Map.of());
        stage.standIn().knobs().rateLimit(false);
    }

    @AfterEach
    void stop() throws IOException {
        stage.close();
        for (File file : Objects.requireNonNull(downloads.toFile().listFiles())) {
            Files.delete(file.toPath());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "app, #rc-widget, download",
        "app, #rc-widget, target=_blank",
        "app, #rc-widget, target=_blank rel=noreferrer",
        "app, #rc-widget, title=plain",
        "app/adapter, iframe[id$='-adapter-frame'], download",
        "app/adapter, iframe[id$='-adapter-frame'], target=_blank"
    })
    void aClickOnALinkKeepsTheFileAndRunsNothingOfIt(String path, String frame, String attributes) {
        Person ada = stage.standIn().people().get(0);
        browser.open(stage.site().url(path));
        stage.signInAndAllow(ada);
        stage.seePhoneOf(frame, ada);

        browser.inFrame(frame, () -> {
            browser.run("document.body.insertAdjacentHTML('afterbegin', `<a id='media' style='position:fixed;z-index:9;"
                    + "top:0;left:0;background:white' href='" + CONTENT + "' " + attributes + ">Keep</a>`)");
            browser.click("#media");
        });
        Polling.until(() -> kept().endsWith("Hello"));
        assertEquals(1, stage.standIn().counters().of(Endpoint.CONTENT));
        assertEquals(1, browser.driver().getWindowHandles().size());
        browser.inFrame(frame, () -> assertNull(browser.run("return localStorage.getItem('ran')")));
    }

    /** What is in the one file that was kept; empty as long as there is none. */
    private String kept() {
        try (Stream<Path> files = Files.list(downloads)) {
            Path file = files.filter(one -> !one.toString().endsWith(".crdownload")
                            && !one.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElse(null);
            return file == null ? "" : Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
