package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.FakeRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskerTest {
    @ParameterizedTest
    @CsvSource({
        "navigate, text/html, false",
        "navigate, application/json, false",
        "navigate, , false",
        "cors, text/html, true",
        "cors, */*, true",
        "same-origin, application/json, true",
        "no-cors, image/*, true",
        "websocket, , true",
        "NAVIGATE, text/html, true",
        "'', text/html, true",
        ", 'text/html,application/xhtml+xml,*/*;q=0.8', false",
        ", application/json, true",
        ", */*, true",
        ", text/htm, true",
        ", , true"
    })
    void aScriptIsToldFromAPersonByFetchMetadataFirstAndByAcceptThen(
            @Nullable String mode, @Nullable String accept, boolean script) {
        FakeRequest request = FakeRequest.get("/app");
        if (mode != null) {
            request.header("Sec-Fetch-Mode", mode);
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        assertEquals(script, Asker.isScript(request));
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "HEAD, false", "POST, false", "PUT, true", "DELETE, true", "OPTIONS, true"})
    void whatNoLinkOrFormCouldAskComesFromAScript(String method, boolean script) {
        FakeRequest request = FakeRequest.of(method, "/").header("Accept", "text/html");
        assertEquals(script, Asker.isScript(request));
    }
}
