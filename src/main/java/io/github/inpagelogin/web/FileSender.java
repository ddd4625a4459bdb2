package io.github.inpagelogin.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers one request with a file as RFC 9110 has it: {@code If-None-Match} (13.1.2), {@code Range} (14.2). */
final class FileSender {
    private static final int BUFFER = 16 * 1024;

    private final Reply.File file;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    FileSender(Reply.File file, HttpServletRequest request, HttpServletResponse response) {
        this.file = file;
        this.request = request;
        this.response = response;
    }

    void send() throws ServletException, IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file.path())) {
            file.headers().forEach(response::setHeader);
            response.setHeader("ETag", file.entityTag());
            if (isKnown(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            } else {
                send(channel, ByteRange.of(asked(), channel.size()));
            }
        } catch (NoSuchFileException e) {
            // Taken away since it was found.
            Errors.of(request, Problem.NOT_FOUND).send(request, response);
        }
    }

    private void send(SeekableByteChannel channel, ByteRange range) throws IOException {
        response.setHeader("Accept-Ranges", "bytes");
        response.setStatus(range.status());
        if (range.status() != HttpServletResponse.SC_OK) {
            response.setHeader("Content-Range", range.contentRange(channel.size()));
        }
        if (range.status() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            response.setHeader("Cache-Control", "no-store");
        }
        response.setContentLengthLong(range.length());
        if (!request.getMethod().equals("HEAD")) {
            copy(channel.position(range.first()), range.length(), response.getOutputStream());
        }
    }

    /** The range asked for. {@code If-Range} wants a strong tag (RFC 9110 section 13.1.5), which we do not have. */
    private @Nullable String asked() {
        boolean any = request.getMethod().equals("GET") && request.getHeader("If-Range") == null;
        return any ? request.getHeader("Range") : null;
    }

    private boolean isKnown(@Nullable String tags) {
        if (tags == null) {
            return false;
        }
        String ours = withoutWeakness(file.entityTag());
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(ours));
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static void copy(SeekableByteChannel channel, long length, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long left = length; left > 0; left -= buffer.position()) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            if (channel.read(buffer) < 0) {
                throw new IOException("The file became shorter while it was sent");
            }
            out.write(buffer.array(), 0, buffer.position());
        }
    }
}
