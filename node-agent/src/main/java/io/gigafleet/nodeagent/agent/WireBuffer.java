package io.gigafleet.nodeagent.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Protobuf's wire format written into one buffer that is used again and again. Fields must be
 * written in the order of their numbers, and as proto3 has it, what is zero or empty is left out:
 * so the bytes are those that generated code would write.
 */
final class WireBuffer {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[4_096];
    private int size;

    void clear() {
        size = 0;
    }

    /** What was written since it was cleared. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A uint32, uint64 or enum. */
    void number(int field, long value) {
        if (value != 0) {
            room(2 * LONGEST_VARINT);
            tag(field, VARINT);
            varint(value);
        }
    }

    /** A sint32 or sint64. */
    void signed(int field, long value) {
        number(field, (value << 1) ^ (value >> 63));
    }

    void text(int field, String value) {
        if (value.isEmpty()) {
            return;
        }
        int length = value.length();
        room(2 * LONGEST_VARINT + length);
        int start = size;
        tag(field, LENGTH_DELIMITED);
        varint(length);
        for (int i = 0; i < length; i++) {
            char letter = value.charAt(i);
            if (letter >= 0x80) {
                size = start;
                encodedText(field, value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[size++] = (byte) letter;
        }
    }

    private void encodedText(int field, byte[] encoded) {
        room(2 * LONGEST_VARINT + encoded.length);
        tag(field, LENGTH_DELIMITED);
        varint(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    /** The first values of a packed column of uint32. */
    void column(int field, int[] values, int count) {
        if (count == 0) {
            return;
        }
        room((count + 2) * LONGEST_VARINT);
        int start = begin(field);
        for (int i = 0; i < count; i++) {
            varint(values[i]);
        }
        end(start);
    }

    /** Makes room for so many values of up to 64 bits each, and whatever frames them. */
    void room(int bytesWanted) {
        if (bytes.length - size < bytesWanted) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + bytesWanted));
        }
    }

    /**
     * Begins a message or packed column within this one; its length is found at its end.
     *
     * @return what to give to {@link #end}
     */
    int begin(int field) {
        room(2 * LONGEST_VARINT);
        tag(field, LENGTH_DELIMITED);
        // Most need two bytes for their length; end makes it fit the others.
        size += 2;
        return size;
    }

    /** Ends what {@link #begin} began. */
    void end(int start) {
        int length = size - start;
        int lengthBytes = lengthOfVarint(length);
        if (lengthBytes != 2) {
            room(LONGEST_VARINT);
            System.arraycopy(bytes, start, bytes, start - 2 + lengthBytes, length);
        }
        size = start - 2;
        varint(length);
        size += length;
    }

    /** One value of a packed column. There must be room. */
    void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private static int lengthOfVarint(int value) {
        return (31 - Integer.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }
}
