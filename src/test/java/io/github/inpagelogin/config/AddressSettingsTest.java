package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.SettingsTest.problemWith;
import static io.github.inpagelogin.config.SettingsTest.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSettingsTest {
    static final String[] NEVER = {
        "www.example.com",
        "//www.example.com",
        "/path",
        "https:",
        "https://",
        "https:///path",
        "https:www.example.com",
        "https:/www.example.com",
        "https://?q",
        "https://#f",
        "http://www.example.com",
        "http://localhost.example.com",
        "http://localhostt",
        "http://notlocalhost",
        "http://.localhost",
        "http://localhost.",
        "http://127.0.0.1.example.com",
        "http://128.0.0.1",
        "http://127.0.0.256",
        "http://127.1",
        "http://127.00.0.1",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://2130706433",
        "http://[::2]",
        "http://[::]",
        "http://[::ffff:127.0.0.1]",
        "http://[::1",
        "http://::1",
        "https://[fe80::1%25eth0]",
        "ftp://localhost",
        "ws://localhost",
        "javascript://localhost/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://user@www.example.com",
        "https://user:password@www.example.com",
        "https://@www.example.com",
        "http://localhost@www.example.com",
        "https://www.example.com:0",
        "https://www.example.com:65536",
        "https://www.example.com:99999999999",
        "https://www.example.com:-1",
        "https://www.example.com:80a",
        "https://www.example.com.",
        "https://www_example.com",
        "https://-example.com",
        "https://exämple.com",
        "https://www.example.com/a b",
        "https://www.example.com\\@evil.example",
        "https://www.example.com/\u0000",
        "https://www.example.com/\r\nX: y",
        "https://www.example.com;script-src *",
        "https://www.example.com/;script-src",
        "https://www.example.com/a,b",
        "https://www.example.com/'x'",
        "https://www.example.com/%zz",
        "https://www.example.com/a//b",
        "https://www.example.com//",
        "https://www.example.com/./a",
        "https://www.example.com/a/..",
        "https://www.example.com/%2e%2E/a",
        "https://www.example.com/#fragment",
        "https://www.example.com#",
        "https://*.example.com",
        "https://www.example.com https://other.example.com"
    };

    @ParameterizedTest
    @FieldSource("NEVER")
    void noSettingTakesAnAddressThatIsUnsafeOrUnclear(String address) {
        for (String key : new String[] {"ringcentral.server", "app.base-url", "widget.url", "widget.redirect-uri"}) {
            assertTrue(problemWith(key, address).startsWith(key + ": "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://platform.ringcentral.com, https://platform.ringcentral.com",
        "https://platform.ringcentral.com/, https://platform.ringcentral.com",
        "HTTPS://PLATFORM.RingCentral.com:443, https://platform.ringcentral.com",
        "https://10.1.2.3:8443, https://10.1.2.3:8443",
        "https://[2001:DB8::1]:8443/, https://[2001:db8::1]:8443",
        "https://xn--exmple-cua.com:, https://xn--exmple-cua.com",
        "http://localhost:80, http://localhost",
        "http://LocalHost:9100, http://localhost:9100",
        "http://app.localhost:9100, http://app.localhost:9100",
        "http://127.0.0.1, http://127.0.0.1",
        "http://127.255.255.254:65535, http://127.255.255.254:65535",
        "http://[::1]:9100/, http://[::1]:9100",
        "https://localhost:80, https://localhost:80",
    })
    void theServerIsAnOrigin(String written, URI read) {
        assertEquals(read, settings("ringcentral.server", written).ringCentral().server());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/restapi", "https://example.com/?", "https://example.com?q=1"})
    void theServerHasNoPathAndNoQuery(String address) {
        assertTrue(problemWith("ringcentral.server", address).startsWith("ringcentral.server: must not have a "));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Example.com, https://www.example.com",
        "https://www.example.com/, https://www.example.com",
        "https://www.example.com:443/Phone/, https://www.example.com/Phone",
        "http://localhost:8080/a/b~1/%C3%A4, http://localhost:8080/a/b~1/%C3%A4",
    })
    void theBaseUrlHasItsContextPathAndNoSlashAtTheEnd(String written, URI read) {
        assertEquals(read, settings("app.base-url", written).app().baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "https://Apps.example.com, https://apps.example.com/, https://apps.example.com",
        "https://apps.example.com/w/latest, https://apps.example.com/w/latest/, https://apps.example.com",
        "https://apps.example.com:444/w/, https://apps.example.com:444/w/, https://apps.example.com:444",
        "http://[::1]:9100/w/, http://[::1]:9100/w/, http://[::1]:9100",
    })
    void theWidgetIsADirectoryOfAnOrigin(String written, URI read, String origin) {
        Settings.Widget widget = settings("widget.url", written).widget();
        assertEquals(read, widget.url());
        assertEquals(origin, widget.origin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/w/?x=1", "https://example.com/?"})
    void theBaseUrlAndTheWidgetHaveNoQuery(String address) {
        assertEquals("app.base-url: must not have a query", problemWith("app.base-url", address));
        assertEquals("widget.url: must not have a query", problemWith("widget.url", address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://Example.com:443", "https://example.com/", "http://localhost:8080/redirect.html?a=%2F&b"
            })
    void theRedirectUriStaysAsItWasWritten(String address) {
        assertEquals(
                URI.create(address),
                settings("widget.redirect-uri", address).widget().redirectUri());
    }
}
