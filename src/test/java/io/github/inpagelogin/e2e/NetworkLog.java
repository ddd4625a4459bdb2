package io.github.inpagelogin.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every byte that came to Chromium through the network, by server, TLS taken off: from Chromium's own log of its sockets,
 * which page scripts, caches and service workers cannot keep anything from.
 */
final class NetworkLog {
    /** What came through one socket. */
    private static final class Stream {
        private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
        private final ByteArrayOutputStream decrypted = new ByteArrayOutputStream();
        private int port;
        private boolean tls;

        byte[] bytes() {
            return (tls ? decrypted : plain).toByteArray();
        }
    }

    private final List<Stream> streams;

    private NetworkLog(List<Stream> streams) {
        this.streams = streams;
    }

    /** The switches by which Chromium writes its log to {@code file}, complete when it has ended. */
    static String[] switches(Path file) {
        return new String[] {"--log-net-log=" + file, "--net-log-capture-mode=Everything"};
    }

    /** The log of a browser that has ended: one that was broken off is no JSON. */
    static NetworkLog read(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
            JsonObject log = reader.readObject();
            JsonObject types = log.getJsonObject("constants").getJsonObject("logEventTypes");
            Map<Integer, String> names =
                    types.keySet().stream().collect(Collectors.toMap(types::getInt, name -> name, (one, other) -> one));
            Map<Integer, Stream> streams = new TreeMap<>();
            for (JsonValue value : log.getJsonArray("events")) {
                JsonObject event = value.asJsonObject();
                add(event, names.getOrDefault(event.getInt("type"), ""), streams);
            }
            return new NetworkLog(List.copyOf(streams.values()));
        }
    }

    private static void add(JsonObject event, String name, Map<Integer, Stream> streams) {
        if (!Set.of("TCP_CONNECT_ATTEMPT", "SSL_CONNECT", "SOCKET_BYTES_RECEIVED", "SSL_SOCKET_BYTES_RECEIVED")
                .contains(name)) {
            return;
        }
        JsonObject details = event.containsKey("params") ? event.getJsonObject("params") : JsonValue.EMPTY_JSON_OBJECT;
        Stream stream = streams.computeIfAbsent(event.getJsonObject("source").getInt("id"), source -> new Stream());
        switch (name) {
            case "TCP_CONNECT_ATTEMPT" -> {
                String address = details.getString("address", "");
                stream.port = address.isEmpty()
                        ? stream.port
                        : Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            }
            case "SSL_CONNECT" -> stream.tls = true;
            default ->
                (name.startsWith("SSL") ? stream.decrypted : stream.plain)
                        .writeBytes(Base64.getDecoder().decode(details.getString("bytes")));
        }
    }

    /** The ports of all servers that anything came from. */
    Set<Integer> ports() {
        return streams.stream()
                .filter(stream -> stream.bytes().length > 0)
                .map(stream -> stream.port)
                .collect(Collectors.toSet());
    }

    /** The answers of this server, whole ones and their bodies without framing. */
    List<Wire.Reply> replies(URI server) throws IOException {
        List<Wire.Reply> replies = new ArrayList<>();
        for (Stream stream : from(server)) {
            ReplyReader reader = new ReplyReader(new ByteArrayInputStream(stream.bytes()));
            try {
                while (!reader.isAtEnd()) {
                    replies.add(reader.read());
                }
            } catch (EOFException brokenOff) {
                // The browser went elsewhere meanwhile; what came is in the text.
            }
        }
        return replies;
    }

    /** All that came from this server: as it came, and once more without framing, which could cut a word in two. */
    String text(URI server) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Stream stream : from(server)) {
            text.append(new String(stream.bytes(), StandardCharsets.UTF_8)).append('\n');
        }
        replies(server).forEach(reply -> text.append(reply.body()).append('\n'));
        return text.toString();
    }

    private List<Stream> from(URI server) {
        return streams.stream()
                .filter(stream -> stream.port == server.getPort())
                .toList();
    }
}
