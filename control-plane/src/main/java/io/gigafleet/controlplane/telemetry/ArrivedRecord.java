package io.gigafleet.controlplane.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was read. Its buffers are the reader's: they hold it until the call that hands
 * it over returns, and nobody moves their positions.
 *
 * @param key empty if the record had none
 * @param value null if the record had none
 * @param appendedAtMillis the broker's clock when it appended the record, epoch milliseconds
 */
public record ArrivedRecord(
        ByteBuffer key,
        @Nullable ByteBuffer value,
        long appendedAtMillis,
        int partition,
        long offset) {

    /** The key of a record that has none. */
    public static final ByteBuffer NO_KEY = ByteBuffer.allocate(0);

    /** A record of a text key. */
    public static ArrivedRecord of(
            String key,
            byte @Nullable [] value,
            long appendedAtMillis,
            int partition,
            long offset) {
        return new ArrivedRecord(
                ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
                value == null ? null : ByteBuffer.wrap(value),
                appendedAtMillis,
                partition,
                offset);
    }

    /** The key as text. */
    public String keyText() {
        return StandardCharsets.UTF_8.decode(key.duplicate()).toString();
    }
}
