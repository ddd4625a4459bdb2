package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.TimeoutException;

/** The page of a {@link WidgetHost} in the browser, as a test reads it: one short word for each message. */
final class WidgetPage {
    private final Chromium browser;
    private final WidgetHost host;

    WidgetPage(Chromium browser, WidgetHost host) {
        this.browser = browser;
        this.host = host;
    }

    /** Opens the front page with the widget in a frame, by this address. */
    void open(String widgetAddress) {
        embed("<iframe id='w' width='320' height='560' src='" + widgetAddress.replace("&", "&amp;") + "'></iframe>");
    }

    void embed(String html) {
        host.embed(html);
        reload();
    }

    void reload() {
        browser.open(host.url("/"));
    }

    /** Waits until these messages have come, in this order, and no other. */
    void sees(String... messages) {
        List<String> expected = List.of(messages);
        try {
            browser.until(driver -> messages().equals(expected));
        } catch (TimeoutException e) {
            assertEquals(expected, messages());
        }
    }

    List<String> messages() {
        return rawMessages().stream().map(WidgetPage::brief).toList();
    }

    List<String> rawMessages() {
        return browser.driver().executeScript("return seen") instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    void post(Map<String, String> message) {
        browser.driver()
                .executeScript(
                        "document.querySelector('iframe').contentWindow.postMessage(arguments[0], '*')", message);
    }

    void logOut() {
        post(Map.of("type", "rc-adapter-logout"));
    }

    /** The text of an element of the widget, once it is to be seen. */
    String shown(String selector) {
        String[] text = new String[1];
        browser.inFrame("iframe", () -> text[0] = browser.see(selector).getText());
        return text[0];
    }

    void click(String selector) {
        browser.inFrame("iframe", () -> browser.click(selector));
    }

    private static String brief(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject message = reader.readObject();
            return switch (message.getString("type")) {
                case "rc-login-status-notify" ->
                    message.getBoolean("loggedIn")
                            ? "in " + message.getString("loginNumber")
                                    + (message.getBoolean("isFreshLogin") ? " fresh" : "")
                            : "out";
                case "rc-active-call-notify" -> message.getJsonObject("call").getString("telephonyStatus");
                default -> json;
            };
        }
    }
}
