package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.inpagelogin.FakeRequest;
import io.github.inpagelogin.FakeResponse;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSenderTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("file");
        Files.writeString(file, "0123456789");
    }

    @Test
    void theWholeFileIsSentWithItsHeaders() throws Exception {
        FakeResponse response = send(FakeRequest.get("/f"));
        assertEquals(200, response.getStatus());
        assertEquals("0123456789", response.body());
        assertEquals(
                Map.of(
                        "Content-Type", "text/plain",
                        "Cache-Control", "no-cache",
                        "ETag", "W/\"t\"",
                        "Accept-Ranges", "bytes",
                        "Content-Length", "10"),
                response.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=2-5, 2345, bytes 2-5/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=7-99, 789, bytes 7-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=-99, 0123456789, bytes 0-9/10",
        "BYTES=9-9, 9, bytes 9-9/10",
        "bytes=9-999999999999999999, 9, bytes 9-9/10"
    })
    void aPartThatThereIsIsSentAlone(String range, String body, String contentRange) throws Exception {
        FakeResponse response = send(FakeRequest.get("/f").header("Range", range));
        assertEquals(206, response.getStatus());
        assertEquals(body, response.body());
        assertEquals(contentRange, response.getHeader("Content-Range"));
        assertEquals(Integer.toString(body.length()), response.getHeader("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
    void aPartThatThereIsNotIsRefusedAndTheSizeTold(String range) throws Exception {
        FakeResponse response = send(FakeRequest.get("/f").header("Range", range));
        assertEquals(416, response.getStatus());
        assertEquals("", response.body());
        assertEquals("bytes */10", response.getHeader("Content-Range"));
        assertEquals("no-store", response.getHeader("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,3-4",
                "bytes=5-2",
                "bytes=-",
                "bytes=",
                "bytes=a-b",
                "lines=1-2",
                "",
                "bytes=-1-2",
                "bytes=0-9999999999999999999999"
            })
    void whatIsNotOneRangeIsAnsweredByTheWhole(String range) throws Exception {
        FakeResponse response = send(FakeRequest.get("/f").header("Range", range));
        assertEquals(200, response.getStatus());
        assertEquals("0123456789", response.body());
    }

    @Test
    void aRangeOfAFileThatMayBeAnotherIsAnsweredByTheWhole() throws Exception {
        FakeResponse response =
                send(FakeRequest.get("/f").header("Range", "bytes=1-2").header("If-Range", "W/\"t\""));
        assertEquals(200, response.getStatus());
    }

    @Test
    void aHeadHasNoBodyAndNoRange() throws Exception {
        FakeResponse response = send(FakeRequest.of("HEAD", "/f").header("Range", "bytes=1-2"));
        assertEquals(200, response.getStatus());
        assertEquals("10", response.getHeader("Content-Length"));
        assertEquals("", response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"t\"", "\"t\"", "*", "W/\"a\", W/\"t\" ,\"b\""})
    void whoHasTheFileIsToldThatItIsTheSame(String tags) throws Exception {
        FakeResponse response = send(FakeRequest.get("/f").header("If-None-Match", tags));
        assertEquals(304, response.getStatus());
        assertEquals("", response.body());
        assertEquals("W/\"t\"", response.getHeader("ETag"));
        assertEquals("no-cache", response.getHeader("Cache-Control"));
        assertNull(response.getHeader("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"T\"", "t", "\"\"", "", "w/\"t\""})
    void whoHasAnotherGetsTheFile(String tags) throws Exception {
        assertEquals(
                200, send(FakeRequest.get("/f").header("If-None-Match", tags)).getStatus());
    }

    @Test
    void aFileLargerThanTheBufferArrivesWhole() throws Exception {
        String text = "0123456789".repeat(10_000);
        Files.writeString(file, text);
        assertEquals(text, send(FakeRequest.get("/f")).body());
        assertEquals(
                text.substring(1, 99_999),
                send(FakeRequest.get("/f").header("Range", "bytes=1-99998")).body());
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        Files.writeString(file, "");
        assertEquals(200, send(FakeRequest.get("/f")).getStatus());
        assertEquals(
                416, send(FakeRequest.get("/f").header("Range", "bytes=0-")).getStatus());
    }

    @Test
    void aFileThatIsGoneIsNotFound() throws Exception {
        Files.delete(file);
        FakeResponse response = send(FakeRequest.get("/f"));
        assertEquals(404, response.getStatus());
        assertFalse(response.headers().containsKey("ETag"));
    }

    private FakeResponse send(FakeRequest request) throws ServletException, IOException {
        FakeResponse response = new FakeResponse();
        Map<String, String> headers = Map.of("Content-Type", "text/plain", "Cache-Control", "no-cache");
        new Reply.File(file, "W/\"t\"", headers).send(request, response);
        return response;
    }
}
