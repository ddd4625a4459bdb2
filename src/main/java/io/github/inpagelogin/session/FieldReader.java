package io.github.inpagelogin.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FieldWriter} wrote, in any order. Fields of numbers that are not known are passed over. */
final class FieldReader {
    private static final int LENGTH_BITS = 24;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final Map<Field, ByteBuffer> values = new EnumMap<>(Field.class);

    /**
     * Reads {@code bytes} to their end.
     *
     * @throws UnreadableSession if they are no fields
     */
    FieldReader(byte[] bytes) throws UnreadableSession {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                int head = rest.getInt();
                int length = head & LENGTH_MASK;
                ByteBuffer value = rest.slice(rest.position(), length);
                rest.position(rest.position() + length);
                Field.of(head >>> LENGTH_BITS).ifPresent(field -> values.put(field, value));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new UnreadableSession("it ends in the middle of a field", e);
        }
    }

    String text(Field field) throws UnreadableSession {
        return required(field, optionalText(field));
    }

    @Nullable
    String optionalText(Field field) {
        ByteBuffer value = values.get(field);
        return value == null
                ? null
                : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    Instant time(Field field) throws UnreadableSession {
        return required(field, optionalTime(field));
    }

    @Nullable
    Instant optionalTime(Field field) throws UnreadableSession {
        ByteBuffer value = values.get(field);
        return value == null ? null : Instant.ofEpochMilli(number(field, value));
    }

    @Nullable
    Duration optionalDuration(Field field) throws UnreadableSession {
        ByteBuffer value = values.get(field);
        return value == null ? null : Duration.ofMillis(number(field, value));
    }

    boolean has(Field field) {
        return values.containsKey(field);
    }

    private static long number(Field field, ByteBuffer value) throws UnreadableSession {
        if (value.remaining() != Long.BYTES) {
            throw new UnreadableSession("its " + field + " is no number");
        }
        return value.getLong(value.position());
    }

    private static <T> T required(Field field, @Nullable T value) throws UnreadableSession {
        if (value == null) {
            throw new UnreadableSession("it has no " + field);
        }
        return value;
    }
}
