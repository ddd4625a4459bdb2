package io.github.inpagelogin.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers one request with a file as RFC 9110 has it: {@code If-None-Match} (13.1.2), {@code Range} (14.2). */
final class FileSender {
    private final Reply.File file;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    FileSender(Reply.File file, HttpServletRequest request, HttpServletResponse response) {
        this.file = file;
        this.request = request;
        this.response = response;
    }

    void send() throws ServletException, IOException {
        SeekableByteChannel channel;
        try {
            channel = Files.newByteChannel(file.path());
        } catch (NoSuchFileException e) {
            // Taken away since it was found.
            Errors.of(request, Problem.NOT_FOUND).send(request, response);
            return;
        }
        boolean handedOn = false;
        try {
            handedOn = send(channel);
        } finally {
            if (!handedOn) {
                channel.close();
            }
        }
    }

    /** Whether the file is handed on, to be sent and closed later. */
    private boolean send(SeekableByteChannel channel) throws IOException {
        file.headers().forEach(response::setHeader);
        response.setHeader("ETag", file.entityTag());
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        ByteRange range = ByteRange.of(asked(), channel.size());
        describe(range, channel.size());
        if (request.getMethod().equals("HEAD") || range.length() == 0) {
            return false;
        }
        FileBody.send(channel.position(range.first()), range.length(), request, response);
        return true;
    }

    private void describe(ByteRange range, long size) {
        response.setHeader("Accept-Ranges", "bytes");
        response.setStatus(range.status());
        if (range.status() != HttpServletResponse.SC_OK) {
            response.setHeader("Content-Range", range.contentRange(size));
        }
        if (range.status() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            response.setHeader("Cache-Control", "no-store");
        }
        response.setContentLengthLong(range.length());
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
}
