package io.github.inpagelogin.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.http.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLinksTest {
    private static final MediaLinks LINKS =
            new MediaLinks(URI.create("https://platform.ringcentral.com"), URI.create("https://phone.example.com"));

    /** The bytes in pieces of {@code size}. */
    private record Pieces(ByteBuffer bytes, int size) implements ByteSource {
        @Override
        public ByteBuffer read() {
            ByteBuffer piece = bytes.slice(bytes.position(), Math.min(size, bytes.remaining()));
            bytes.position(bytes.position() + piece.remaining());
            return piece;
        }

        @Override
        public void whenReadable(Runnable action) {
            action.run();
        }

        @Override
        public void cancel() {}
    }

    private static String changed(String json, int size) throws IOException {
        ByteSource source = LINKS.in(new Pieces(ByteBuffer.wrap(json.getBytes(UTF_8)), size));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer bytes = source.read(); bytes != null && bytes.hasRemaining(); bytes = source.read()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 30, 31, 32, 33, 1000})
    void everyLinkIsChangedHoweverTheTextIsCut(int size) throws IOException {
        assertEquals(
                "[\"https://phone.example.com/proxy/media/restapi/v1.0/1\",\"ü hh https://media\","
                        + "\"https:\\/\\/phone.example.com\\/proxy\\/media\\/restapi\\/v1.0\"] https://media.ring",
                changed(
                        "[\"https://media.ringcentral.com/restapi/v1.0/1\",\"ü hh https://media\","
                                + "\"https:\\/\\/media.ringcentral.com\\/restapi\\/v1.0\"] https://media.ring",
                        size));
    }

    @ParameterizedTest
    @CsvSource({
        "https://platform.ringcentral.com/restapi/v1.0/x",
        "https://media.ringcentral.com.evil.example/restapi/",
        "https://media.ringcentral.com/other",
        "http://media.ringcentral.com/restapi/",
        "https://media.devtest.ringcentral.com/restapi/",
        "''",
        "h"
    })
    void otherAddressesAreLeftAlone(String text) throws IOException {
        assertEquals(text, changed(text, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "https://platform.ringcentral.com, https://media.ringcentral.com",
        "https://platform.devtest.ringcentral.com, https://media.devtest.ringcentral.com",
        "https://platform.ringcentral.biz, https://media.ringcentral.biz",
        "http://localhost:9100, http://localhost:9100",
        "https://my.platform.example, https://my.platform.example"
    })
    void theHostOfMediaIsThatOfTheServer(URI server, URI media) {
        assertEquals(media, Routes.mediaOf(server));
    }
}
