package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.FakeRequest;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAddressTest {
    private static final URI BASE = URI.create("https://site.example/phone");

    @ParameterizedTest
    @ValueSource(strings = {"site.example", "evil.example", "localhost", "127.0.0.1"})
    void theAddressIsTheSettingWhateverTheRequestSays(String host) {
        FakeRequest request = FakeRequest.get("/login").at("http", host, 8080);
        assertEquals(Optional.of(BASE), new SiteAddress(BASE).of(request));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:8080/phone",
        "127.0.0.1, http://127.0.0.1:8080/phone",
        "[::1], http://[::1]:8080/phone",
        "::1, http://[::1]:8080/phone"
    })
    void withoutTheSettingItIsTakenFromTheRequestOnALoopbackHost(String host, URI expected) {
        FakeRequest request = FakeRequest.get("/login").at("http", host, 8080).in("/phone");
        SiteAddress address = new SiteAddress(null);
        assertEquals(Optional.of(expected), address.of(request));
        assertTrue(address.isOwnOrigin(request, expected.toString().replace("/phone", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site.example",
                "localhost.evil.example",
                "evil.localhost",
                "localhost.",
                "LOCALHOST.evil",
                "127.0.0.1.evil.example",
                "0.0.0.0",
                "10.0.0.1",
                "[::]",
                "localhost@evil.example",
                "localhost/",
                "localhost\r\nX: y",
                ""
            })
    void withoutTheSettingNoOtherHostIsBelieved(String host) {
        FakeRequest request = FakeRequest.get("/login").at("http", host, 80);
        assertEquals(Optional.empty(), new SiteAddress(null).of(request));
        assertFalse(new SiteAddress(null).isOwnOrigin(request, "http://" + host));
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example, https://site.example",
        "https://site.example:443, https://site.example",
        "https://site.example:8443/phone, https://site.example:8443",
        "http://localhost:80, http://localhost",
        "http://localhost:8080, http://localhost:8080",
        "http://localhost:443, http://localhost:443"
    })
    void theOriginIsWrittenAsBrowsersWriteIt(URI base, String origin) {
        FakeRequest request = FakeRequest.get("/");
        assertTrue(new SiteAddress(base).isOwnOrigin(request, origin));
        assertFalse(new SiteAddress(base).isOwnOrigin(request, origin + "/"));
        assertFalse(new SiteAddress(base).isOwnOrigin(request, "null"));
    }

    @Test
    void onlyTheSettingMakesItHttps() {
        assertTrue(new SiteAddress(BASE).isHttps());
        assertFalse(new SiteAddress(URI.create("http://localhost:8080")).isHttps());
        assertFalse(new SiteAddress(null).isHttps());
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example, true",
        "https://localhost:8443, false",
        "https://phone.localhost, false",
        "https://127.0.0.1:8443, false",
        "https://[::1]:8443, false",
        "http://localhost:8080, false"
    })
    void httpsIsNotPromisedForAHostThatIsSharedWithOtherPrograms(URI base, boolean mayPromise) {
        assertEquals(mayPromise, new SiteAddress(base).mayPromiseHttps());
    }

    @Test
    void withoutAnAddressNothingIsPromised() {
        assertFalse(new SiteAddress(null).mayPromiseHttps());
    }
}
