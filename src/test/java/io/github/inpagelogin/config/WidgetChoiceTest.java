package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemOf;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WidgetChoiceTest {
    @Test
    void autoIsCodeWhereTheOnlyClientHasNoSecret() {
        assertEquals(
                new WidgetChoice(WidgetMode.CODE, "id", "chosen by auto: the widget's client has no secret"),
                WidgetChoice.of(settings()));
    }

    @Test
    void autoIsCodeWhereTheWidgetHasAClientOfItsOwn() {
        Settings settings = settings("ringcentral.client-secret", "s3cret", "widget.client-id", "widget");
        assertEquals(WidgetMode.CODE, WidgetChoice.of(settings).mode());
        assertEquals("widget", WidgetChoice.of(settings).clientId());
    }

    @Test
    void autoIsSsoWhereTheOnlyClientHasASecret() {
        WidgetChoice choice = WidgetChoice.of(settings("ringcentral.client-secret", "s3cret"));
        assertEquals(WidgetMode.SSO, choice.mode());
        assertEquals("id", choice.clientId());
    }

    @Test
    void autoIsSsoWhereTheWidgetComesBackToAPageOfTheOperators() {
        Settings settings = settings("widget.redirect-uri", "https://www.example.com/redirect.html");
        assertEquals(WidgetMode.SSO, WidgetChoice.of(settings).mode());
    }

    @Test
    void whatIsSetIsTaken() {
        assertEquals(new WidgetChoice(WidgetMode.SSO, "id", "as set"), WidgetChoice.of(settings("widget.mode", "sso")));
        assertEquals(
                new WidgetChoice(WidgetMode.CODE, "id", "as set"), WidgetChoice.of(settings("widget.mode", "code")));
    }

    @Test
    void codeIsRefusedWhereTheWidgetCouldNotRedeemIt() {
        assertEquals(
                "widget.mode: code needs an app without a secret for the widget: set widget.client-id, or use sso",
                problemOf(Map.of(
                        "ringcentral.client-id", "id", "ringcentral.client-secret", "s3cret", "widget.mode", "code")));
    }

    @Test
    void codeComesBackToThisSiteAlone() {
        assertEquals(
                "widget.redirect-uri: must not be set in code mode:"
                        + " the widget's code comes back to this site's /oauth/widget-callback",
                problemOf(Map.of(
                        "ringcentral.client-id", "id",
                        "widget.mode", "code",
                        "widget.redirect-uri", "https://www.example.com/redirect.html")));
    }

    @Test
    void proxyIsTakenWhereTheSiteIsHttps() {
        Settings settings = settings(
                "widget.mode", "proxy", "widget.hosting", "pass-through", "app.base-url", "https://phone.example.com");
        assertEquals(new WidgetChoice(WidgetMode.PROXY, "id", "as set"), WidgetChoice.of(settings));
    }

    @Test
    void autoIsProxyWhereThisSiteServesTheWidgetByHttps() {
        Settings settings = settings("widget.hosting", "pass-through", "app.base-url", "https://phone.example.com");
        assertEquals(WidgetMode.PROXY, WidgetChoice.of(settings).mode());
        Settings local = settings("widget.hosting", "pass-through", "app.base-url", "http://localhost:8080");
        assertEquals(WidgetMode.CODE, WidgetChoice.of(local).mode());
    }

    @Test
    void proxyIsRefusedWhereTheWidgetIsNotOnThisSite() {
        assertEquals(
                "widget.mode: proxy needs the widget on this site: set widget.hosting to pass-through or directory",
                problemOf(Map.of(
                        "ringcentral.client-id", "id",
                        "widget.mode", "proxy",
                        "app.base-url", "https://phone.example.com")));
    }

    @Test
    void proxyIsRefusedWhereTheWidgetWouldPassOverItInSilence() {
        String problem = "widget.mode: proxy needs https: set app.base-url to the https address of this site";
        assertEquals(
                problem,
                problemOf(Map.of(
                        "ringcentral.client-id", "id", "widget.mode", "proxy", "widget.hosting", "pass-through")));
        assertEquals(
                problem,
                problemOf(Map.of(
                        "ringcentral.client-id", "id",
                        "widget.mode", "proxy",
                        "widget.hosting", "pass-through",
                        "app.base-url", "http://localhost:8080")));
    }

    @Test
    void theLoginOfTheWidgetInProxyModeComesBackToThisSiteAlone() {
        assertEquals(
                "widget.redirect-uri: must not be set in proxy mode:"
                        + " the widget's login comes back to this site's /redirect.html",
                problemOf(Map.of(
                        "ringcentral.client-id", "id",
                        "widget.mode", "proxy",
                        "widget.hosting", "pass-through",
                        "app.base-url", "https://phone.example.com",
                        "widget.redirect-uri", "https://www.example.com/redirect.html")));
    }
}
