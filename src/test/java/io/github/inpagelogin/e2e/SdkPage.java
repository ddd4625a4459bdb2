package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that has RingCentral's JavaScript SDK and nothing else, in the place of the widget on a site that serves it from
 * a folder. What a test says is run in it.
 */
final class SdkPage {
    /** Below the site's address. */
    static final String PATH = "widget/app.html";

    /** Where the SDK's own popup ends, below the site's address. */
    static final String REDIRECT_PATH = "widget/redirect.html";

    private static final String PAGE = "<!DOCTYPE html><html lang='en'><head><title>SDK</title>"
            + "<link rel='icon' href='data:,'><script src='ringcentral.min.js'></script></head><body>%s</body></html>";

    private final Chromium browser;
    private final URI address;

    /** The page at this address, which may be shown in a frame. */
    SdkPage(Chromium browser, URI address) {
        this.browser = browser;
        this.address = address;
    }

    /** Makes {@code folder} one that a site can serve in the place of the widget. */
    static void into(Path folder) throws IOException, InterruptedException {
        Files.copy(JavaScriptSdk.file(), folder.resolve("ringcentral.min.js"));
        Files.writeString(folder.resolve("app.html"), PAGE.formatted(""));
        Files.writeString(
                folder.resolve("redirect.html"),
                PAGE.formatted("<script>RingCentral.SDK.handleLoginRedirect()</script>"));
        Files.writeString(folder.resolve("adapter.js"), "");
    }

    /** The settings of a site that serves {@code folder}. */
    static Map<String, String> servedFrom(Path folder) {
        return Map.of("widget.hosting", "directory", "widget.directory", folder.toString());
    }

    /** Opens the page by itself. */
    void open(String options) {
        browser.open(address);
        begin(options);
    }

    /** Makes an SDK with these options, a JavaScript object: from now on it is {@code sdk}, and its platform {@code platform}. */
    void begin(String options) {
        run("window.sdk = new RingCentral.SDK(" + options + "); window.platform = sdk.platform()");
    }

    /** Runs the body of an async function; what it returns, or {@code failed: } and why it failed. */
    @Nullable
    Object run(String body) {
        return browser.driver()
                .executeAsyncScript("const done = arguments[0]; (async () => {" + body
                        + "})().then(done, (problem) => done('failed: ' + problem.message))");
    }

    /** What RingCentral answers to whoever is logged in: their name. */
    @Nullable
    Object name() {
        return run("return (await (await platform.get('/restapi/v1.0/account/~/extension/~')).json()).name");
    }
}
