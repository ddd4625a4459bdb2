package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemWith;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListSettingsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'none', 'none'",
                "'self', 'self'",
                "'self' 'self', 'self'",
                "https://A.example.com/, https://a.example.com",
                "https://a.example.com:443 https://a.example.com, https://a.example.com",
                "https://*.Example.co.uk, https://*.example.co.uk",
                "https://*.example.com:444, https://*.example.com:444",
                "http://127.0.0.1:8080 'self', http://127.0.0.1:8080 'self'",
            })
    void frameAncestorsAreKeywordsAndOrigins(String written, String header) {
        assertEquals(
                header,
                String.join(" ", settings("app.frame-ancestors", written).app().frameAncestors()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "self",
                "*",
                "https:",
                "https://*",
                "https://*.com",
                "https://*.",
                "https://*.*.example.com",
                "https://www.*.example.com",
                "https://*example.com",
                "http://*.localhost",
                "http://*.example.com",
                "https://*.1.2.3.4",
                "https://*.example.com/path",
                "http://www.example.com",
                "https://www.example.com/path",
                "'unsafe-inline'",
                "'none' https://www.example.com",
                "'self' 'none'",
                "'self';script-src *",
                "'self'; script-src *",
                "'self' ; script-src *",
                "https://www.example.com;",
                "'self',https://www.example.com",
                "'self'\r\nX-Evil: 1",
                "'self'\nhttps://www.example.com",
                "'self'\thttps://www.example.com",
                "https://www.example.com\u00a0https://x.example.com",
                "data:",
                "javascript:alert(1)"
            })
    void frameAncestorsCannotBeAnythingElse(String written) {
        assertTrue(problemWith("app.frame-ancestors", written).startsWith("app.frame-ancestors: must "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authMode=sso",
                "appKey=x",
                "a=1&clientId=x",
                "appServer=https://evil.example",
                "redirectUri=x",
                "appSecret=x",
                "clientSecret=x",
                "authProxy=1",
                "authorizationCode=x",
                "authorizationCodeVerifier=x",
                "externalAuthId=x",
                "fromAdapter=1",
                "fromAdapter",
                "AUTHMODE=sso",
                "auth%4dode=sso",
                "?a=1",
                "?",
                "&",
                "a=1&",
                "&a=1",
                "a=1&&b=2",
                "=1",
                "a=1&a=1",
                "a=1&%61=2",
                "a=%",
                "a=%4",
                "a=%zz",
                "a=%-1",
                "%=1",
                "a=%ff",
                "a=%0d%0aX",
                "a%00=1",
                "prefix=",
                "prefix",
                "prefix=a.b",
                "prefix=a%20b",
                "prefix=%3Cscript%3E",
                "prefix=123456789012345678901234567890123"
            })
    void widgetOptionsThatAreMalformedDoubledOrOursAreRefused(String written) {
        assertTrue(problemWith("widget.options", written).startsWith("widget.options: must "));
    }

    @ParameterizedTest
    @CsvSource({
        "a=1, a, 1",
        "a=, a, ''",
        "a, a, ''",
        "a=b=c, a, b=c",
        "a%20b=%2541, a b, %41",
        "q=%E2%82%AC, q, €",
        "prefix=My_site-1, prefix, My_site-1",
        "prefix=12345678901234567890123456789012, prefix, 12345678901234567890123456789012",
        "Prefix=a.b, Prefix, a.b",
    })
    void widgetOptionsAreDecoded(String written, String name, String value) {
        assertEquals(
                Map.of(name, value),
                settings("widget.options", written).widget().options());
    }
}
