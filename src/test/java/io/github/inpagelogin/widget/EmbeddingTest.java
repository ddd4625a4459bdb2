package io.github.inpagelogin.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.config.LogStyle;
import io.github.inpagelogin.config.Networks;
import io.github.inpagelogin.config.Secret;
import io.github.inpagelogin.config.Settings;
import io.github.inpagelogin.config.WidgetChoice;
import io.github.inpagelogin.config.WidgetHosting;
import io.github.inpagelogin.config.WidgetMode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
    private static final URI SITE = URI.create("https://site.example/phone");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void theFrameIsTheWidgetsPageInSsoMode() {
        assertEquals(
                "https://widget.example/embeddable/app.html?authMode=sso&appKey=client-1"
                        + "&appServer=https%3A%2F%2Fplatform.example"
                        + "&redirectUri=https%3A%2F%2Fsite.example%2Fphone%2Fredirect.html"
                        + "&prefix=" + prefix("256"),
                frameUrl(embedding(Map.of(), null), "256"));
    }

    @Test
    void theAdapterIsTheWidgetsScriptWithTheSameParameters() {
        Embedding embedding = embedding(Map.of("disableMessages", "1"), null);
        String frame = frameUrl(embedding, "256");
        assertEquals(
                frame.replace("/app.html?", "/adapter.js?"),
                embedding.shows(Embedding.Way.ADAPTER, SITE, "256").get("adapterUrl"));
    }

    @Test
    void thePageKnowsTheOriginOfTheWidgetAndTheIdOfItsFrame() {
        Embedding embedding = embedding(Map.of(), null);
        Map<String, Object> frame = embedding.shows(Embedding.Way.IFRAME, SITE, "256");
        Map<String, Object> adapter = embedding.shows(Embedding.Way.ADAPTER, SITE, "256");
        assertEquals("rc-widget", frame.get("frameId"));
        assertEquals("sso", frame.get("widgetMode"));
        assertEquals(prefix("256"), frame.get("phoneName"));
        assertEquals(prefix("256") + "-adapter-frame", adapter.get("frameId"));
        assertEquals("https://widget.example", frame.get("widgetOrigin"));
        assertEquals("https://widget.example", adapter.get("widgetOrigin"));
    }

    @Test
    void aWidgetThatThisSiteServesIsBelowTheSite() {
        Settings.Hosting hosting = new Settings.Hosting(WidgetHosting.PASS_THROUGH, null, null);
        Embedding embedding = embedding(hosting, Map.of(), null);
        for (String site : new String[] {"https://site.example", "https://site.example:8443/phone"}) {
            Map<String, Object> frame = embedding.shows(Embedding.Way.IFRAME, URI.create(site), "256");
            Map<String, Object> corner = embedding.shows(Embedding.Way.ADAPTER, URI.create(site), "256");
            assertTrue(String.valueOf(frame.get("frameUrl")).startsWith(site + "/widget/app.html?authMode=sso&"), site);
            assertTrue(
                    String.valueOf(corner.get("adapterUrl")).startsWith(site + "/widget/adapter.js?authMode=sso&"),
                    site);
            assertEquals(site.replace("/phone", ""), frame.get("widgetOrigin"));
        }
    }

    @Test
    void theOriginOfALocalSiteIsAsBrowsersWriteIt() {
        Settings.Hosting hosting = new Settings.Hosting(WidgetHosting.PASS_THROUGH, null, null);
        Map<String, Object> shows = embedding(hosting, Map.of(), null)
                .shows(Embedding.Way.IFRAME, URI.create("http://localhost:80"), "256");
        assertEquals("http://localhost", shows.get("widgetOrigin"));
    }

    @Test
    void inProxyModeThisSiteIsTheServer() {
        Settings settings = settings(Settings.Hosting.REMOTE, Map.of("appServer", "theirs"), null, WidgetMode.PROXY);
        Embedding embedding = new Embedding(settings, WidgetChoice.of(settings));
        String query = "?authMode=sso&appKey=client-1&authProxy=1"
                + "&appServer=https%3A%2F%2Fsite.example%2Fphone%2Fproxy"
                + "&redirectUri=https%3A%2F%2Fsite.example%2Fphone%2Fredirect.html&prefix=" + prefix("256");
        assertEquals("https://widget.example/embeddable/app.html" + query, frameUrl(embedding, "256"));
        assertEquals(
                "https://widget.example/embeddable/adapter.js" + query,
                embedding.shows(Embedding.Way.ADAPTER, SITE, "256").get("adapterUrl"));
        assertEquals(false, embedding.shows(Embedding.Way.IFRAME, SITE, "256").get("handsOverCode"));
    }

    @Test
    void aRedirectUriOfTheOperatorsOwnIsUsed() {
        String url = frameUrl(embedding(Map.of(), URI.create("https://site.example/other.html?a=b")), "256");
        assertTrue(url.contains("&redirectUri=https%3A%2F%2Fsite.example%2Fother.html%3Fa%3Db&"), url);
        assertFalse(url.contains("redirect.html"), url);
    }

    @Test
    void optionsArePassedOnEncoded() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("disableMessages", "1");
        options.put("brand name", "A&B=\"<ü>'#?");
        String url = frameUrl(embedding(options, null), "256");
        assertTrue(
                url.contains("redirect.html&disableMessages=1&brand+name=A%26B%3D%22%3C%C3%BC%3E%27%23%3F&prefix="),
                url);
        assertTrue(url.matches("[A-Za-z0-9:/?&=%+._~*-]+"), url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authMode", "appKey", "appServer", "redirectUri"})
    void parametersOfOurOwnCannotBeOverridden(String name) {
        assertEquals(
                frameUrl(embedding(Map.of(), null), "256"), frameUrl(embedding(Map.of(name, "theirs"), null), "256"));
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressBeginsAsTheWidgetExpects(Embedding.Way way) {
        Map<String, Object> shows = embedding(Map.of("a", "b"), null).shows(way, SITE, "256");
        Object url = shows.getOrDefault("frameUrl", shows.getOrDefault("adapterUrl", ""));
        assertTrue(
                url.toString()
                        .matches("https://widget\\.example/embeddable/(app\\.html|adapter\\.js)"
                                + "\\?authMode=sso&appKey=client-1&.*"),
                url.toString());
    }

    @Test
    void aPersonHasAPrefixOfTheirOwnThatStaysTheSame() {
        assertEquals(prefix("256"), prefix("256"));
        assertNotEquals(prefix("256"), prefix("257"));
        assertEquals("rc-widget-256", prefix("256"));
    }

    @Test
    void aPrefixOfTheOperatorsLeadsThePersonsOwn() {
        Embedding embedding = embedding(Map.of("prefix", "acme"), null);
        String url = frameUrl(embedding, "256");
        assertTrue(url.endsWith("&prefix=" + prefix("256").replace("rc-widget", "acme")), url);
        assertEquals(url.indexOf("prefix="), url.lastIndexOf("prefix="));
        assertNotEquals(url, frameUrl(embedding, "257"));
    }

    private static String prefix(String alias) {
        return frameUrl(embedding(Map.of(), null), alias).replaceAll(".*&prefix=", "");
    }

    private static String frameUrl(Embedding embedding, String alias) {
        return String.valueOf(embedding.shows(Embedding.Way.IFRAME, SITE, alias).get("frameUrl"));
    }

    private static Embedding embedding(Map<String, String> options, @Nullable URI redirectUri) {
        return embedding(Settings.Hosting.REMOTE, options, redirectUri);
    }

    private static Embedding embedding(
            Settings.Hosting hosting, Map<String, String> options, @Nullable URI redirectUri) {
        Settings settings = settings(hosting, options, redirectUri, WidgetMode.SSO);
        return new Embedding(settings, WidgetChoice.of(settings));
    }

    private static Settings settings(
            Settings.Hosting hosting, Map<String, String> options, @Nullable URI redirectUri, WidgetMode mode) {
        return new Settings(
                new Settings.RingCentral(
                        URI.create("https://platform.example"),
                        "client-1",
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10)),
                new Settings.App(SITE, List.of(new Secret(SECRET)), List.of("'self'"), null),
                new Settings.Widget(
                        URI.create("https://widget.example/embeddable/"),
                        hosting,
                        mode,
                        null,
                        redirectUri,
                        options,
                        false),
                new Settings.SessionLife(Duration.ofMinutes(30), Duration.ofHours(12)),
                new Settings.Ops(Networks.EVERYBODY, LogStyle.TEXT, false));
    }
}
