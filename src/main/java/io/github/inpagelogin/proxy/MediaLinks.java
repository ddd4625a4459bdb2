package io.github.inpagelogin.proxy;

import io.github.inpagelogin.http.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of RingCentral's media in JSON, which become addresses of this site while the JSON streams by, however long
 * it is: what is kept back is never more than the beginning of one address. Thread-safe.
 */
final class MediaLinks {
    /** One spelling of an address, and what takes its place. */
    @SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
    private record Link(byte[] from, byte[] to) {
        Link(String from, String to) {
            this(from.getBytes(StandardCharsets.US_ASCII), to.getBytes(StandardCharsets.US_ASCII));
        }

        /** How many bytes of {@code text} at {@code start} are this address's first ones, up to the end of the text. */
        int matching(byte[] text, int start) {
            int length = Math.min(from.length, text.length - start);
            int mismatch = Arrays.mismatch(from, 0, length, text, start, start + length);
            return mismatch < 0 ? length : -1;
        }
    }

    /** Every address begins so: nothing else is looked at twice. */
    private static final byte FIRST = 'h';

    private final List<Link> links;

    /** Links from {@code server}'s media to that of the proxy at {@code site}. */
    MediaLinks(URI server, URI site) {
        String from = Routes.mediaOf(server) + "/restapi/";
        String to = site + Routes.MEDIA + "/restapi/";
        this.links = List.of(new Link(from, to), new Link(from.replace("/", "\\/"), to.replace("/", "\\/")));
    }

    /** {@code json} with its links changed. */
    ByteSource in(ByteSource json) {
        return new Changed(json);
    }

    private final class Changed implements ByteSource {
        private final ByteSource json;
        private byte[] rest = {};
        private boolean ended;

        Changed(ByteSource json) {
            this.json = json;
        }

        @Override
        public @Nullable ByteBuffer read() throws IOException {
            ByteBuffer changed = ByteBuffer.allocate(0);
            while (!changed.hasRemaining() && !ended) {
                ByteBuffer next = json.read();
                if (next == null) {
                    return null;
                }
                ended = !next.hasRemaining();
                changed = change(joined(rest, next));
            }
            return changed;
        }

        private ByteBuffer change(byte[] text) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
            int at = 0;
            while (at < text.length) {
                Link link = linkAt(text, at);
                if (link == null) {
                    out.write(text[at++]);
                } else if (text.length - at >= link.from.length) {
                    out.writeBytes(link.to);
                    at += link.from.length;
                } else if (ended) {
                    out.write(text[at++]);
                } else {
                    break;
                }
            }
            rest = Arrays.copyOfRange(text, at, text.length);
            return ByteBuffer.wrap(out.toByteArray());
        }

        private @Nullable Link linkAt(byte[] text, int at) {
            if (text[at] == FIRST) {
                for (Link link : links) {
                    if (link.matching(text, at) > 0) {
                        return link;
                    }
                }
            }
            return null;
        }

        @Override
        public void whenReadable(Runnable action) {
            json.whenReadable(action);
        }

        @Override
        public void cancel() {
            json.cancel();
        }
    }

    private static byte[] joined(byte[] first, ByteBuffer second) {
        byte[] text = Arrays.copyOf(first, first.length + second.remaining());
        second.get(text, first.length, second.remaining());
        return text;
    }
}
