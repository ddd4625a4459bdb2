package io.github.inpagelogin.session;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields one after the other: a number of one byte, a length of three, and the value. Text is UTF-8; times are eight
 * bytes, in milliseconds. What is null is left out. For one thread.
 */
final class FieldWriter {
    private static final int LENGTH_BITS = 24;
    private static final int TYPICAL_SIZE = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
    private final DataOutputStream out = new DataOutputStream(bytes);

    FieldWriter text(Field field, @Nullable String value) {
        return value == null ? this : write(field, value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter time(Field field, @Nullable Instant value) {
        return value == null ? this : number(field, value.toEpochMilli());
    }

    FieldWriter duration(Field field, @Nullable Duration value) {
        return value == null ? this : number(field, value.toMillis());
    }

    /** True is a field without a value, false is no field. */
    FieldWriter flag(Field field, boolean value) {
        return value ? write(field, new byte[0]) : this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private FieldWriter number(Field field, long value) {
        try {
            out.writeInt(field.number() << LENGTH_BITS | Long.BYTES);
            out.writeLong(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values are far shorter than 16 MB: what RingCentral answers is limited to less. */
    private FieldWriter write(Field field, byte[] value) {
        try {
            out.writeInt(field.number() << LENGTH_BITS | value.length);
            out.write(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
