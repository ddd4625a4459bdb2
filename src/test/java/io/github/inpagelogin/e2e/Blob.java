package io.github.inpagelogin.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Something that looks to a database like a session that a container has stored. */
final class Blob {
    private Blob() {}

    /** Tokens held since {@code since}, and {@code content} in the place of all else. */
    static byte[] of(long since, String content) {
        byte[] text = content.getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = ByteBuffer.allocate(16 + text.length)
                .put("IPLogin\u0001".getBytes(StandardCharsets.US_ASCII))
                .putLong(since)
                .put(text)
                .array();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeUTF("in-page-login");
            out.writeObject(sealed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
