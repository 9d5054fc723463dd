package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;

/**
 * Reads Protobuf's wire format from an array, without copying and without an object per field. Once
 * made it serves any number of records of one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
final class WireReader {

    /** Groups nested deeper than this are refused, as Protobuf's own readers do. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_VARINT_BITS = 64;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD_MASK = 0x7f;

    /** Bytes of the varints that are read without a loop: up to 2,097,151. */
    private static final int LONGEST_SHORT_VARINT = 3;

    private static final int FIXED32_BYTES = 4;
    private static final int FIXED64_BYTES = 8;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    /** Begins with the bytes from one index up to, but without, another. */
    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
    }

    /** The array that is read. */
    byte[] bytes() {
        return bytes;
    }

    /** The index of the next byte. */
    int at() {
        return at;
    }

    /** The index after the last byte of what was entered last. */
    int end() {
        return end;
    }

    /** Goes on at an index that is not behind the end: what lies before it was read directly. */
    void moveTo(int index) {
        at = index;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    /** The next field's tag; 0 at the end. */
    int readTag() throws InvalidProtocolBufferException {
        if (at >= end) {
            return 0;
        }
        int tag = readVarint32();
        if (WireFormat.getTagFieldNumber(tag) == 0) {
            throw new InvalidProtocolBufferException("a field has number 0");
        }
        return tag;
    }

    /** A varint cut to 32 bits, as Protobuf reads {@code uint32}, {@code int32} and enums. */
    int readVarint32() throws InvalidProtocolBufferException {
        return (int) readVarint64();
    }

    /** A {@code uint32} as a {@code long}. */
    long readUnsigned32() throws InvalidProtocolBufferException {
        return Integer.toUnsignedLong((int) readVarint64());
    }

    /** A {@code sint32}. */
    int readZigZag32() throws InvalidProtocolBufferException {
        int encoded = (int) readVarint64();
        return (encoded >>> 1) ^ -(encoded & 1);
    }

    long readVarint64() throws InvalidProtocolBufferException {
        int first = at;
        if (first + 1 < end) {
            int low = bytes[first];
            if (low >= 0) {
                at = first + 1;
                return low;
            }
            int high = bytes[first + 1];
            if (high >= 0) {
                at = first + 2;
                return (low & PAYLOAD_MASK) | high << PAYLOAD_BITS;
            }
        }
        return readLongVarint();
    }

    private long readLongVarint() throws InvalidProtocolBufferException {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += PAYLOAD_BITS) {
            if (at >= end) {
                throw new InvalidProtocolBufferException("the record ends within a number");
            }
            byte next = bytes[at++];
            value |= (long) (next & PAYLOAD_MASK) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidProtocolBufferException("a number has more than ten bytes");
    }

    /**
     * A counter of type {@code uint64}.
     *
     * @throws UnfitRecordException if it exceeds what a {@code long} holds, which no counter does
     */
    long readCounter(String field) throws InvalidProtocolBufferException, UnfitRecordException {
        long value = readVarint64();
        if (value < 0) {
            throw new UnfitRecordException(
                    RejectCause.OUT_OF_RANGE,
                    field + " " + Long.toUnsignedString(value) + " exceeds " + Long.MAX_VALUE);
        }
        return value;
    }

    /**
     * Reads varints up to the end into an array, for as long as it has room.
     *
     * @param filled entries it holds already
     * @return how many it holds then
     */
    int readVarints(long[] into, int filled) throws InvalidProtocolBufferException {
        byte[] source = bytes;
        int to = end - LONGEST_SHORT_VARINT;
        int next = at;
        int count = filled;
        while (next <= to && count < into.length) {
            int first = source[next];
            if (first >= 0) {
                into[count++] = first;
                next += 1;
                continue;
            }
            int second = source[next + 1];
            if (second >= 0) {
                into[count++] = (first & PAYLOAD_MASK) | second << PAYLOAD_BITS;
                next += 2;
                continue;
            }
            int third = source[next + 2];
            if (third < 0) {
                at = next;
                into[count++] = readLongVarint();
                next = at;
                continue;
            }
            into[count++] =
                    (first & PAYLOAD_MASK)
                            | (second & PAYLOAD_MASK) << PAYLOAD_BITS
                            | third << 2 * PAYLOAD_BITS;
            next += LONGEST_SHORT_VARINT;
        }
        at = next;
        while (at < end && count < into.length) {
            into[count++] = readVarint64();
        }
        return count;
    }

    /** Enters a field with a length; its end is the end until {@link #leave}. Returns the outer. */
    int enter() throws InvalidProtocolBufferException {
        int length = readVarint32();
        if (length < 0 || length > end - at) {
            throw new InvalidProtocolBufferException(
                    "a field of "
                            + Integer.toUnsignedString(length)
                            + " bytes exceeds what is left");
        }
        int outer = end;
        end = at + length;
        return outer;
    }

    /** Goes on after what was entered last. */
    void leave(int outer) {
        at = end;
        end = outer;
    }

    /** Skips the field that a tag begins. */
    void skip(int tag) throws InvalidProtocolBufferException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws InvalidProtocolBufferException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> readVarint64();
            case WireFormat.WIRETYPE_FIXED64 -> skipBytes(FIXED64_BYTES);
            case WireFormat.WIRETYPE_FIXED32 -> skipBytes(FIXED32_BYTES);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> leave(enter());
            case WireFormat.WIRETYPE_START_GROUP -> skipGroup(tag, depth + 1);
            default ->
                    throw new InvalidProtocolBufferException(
                            "tag " + tag + " has a wire type that isn't one");
        }
    }

    private void skipGroup(int start, int depth) throws InvalidProtocolBufferException {
        if (depth > MAX_DEPTH) {
            throw new InvalidProtocolBufferException("groups are nested too deep");
        }
        int last = start + WireFormat.WIRETYPE_END_GROUP - WireFormat.WIRETYPE_START_GROUP;
        for (int tag = readTag(); tag != last; tag = readTag()) {
            if (tag == 0) {
                throw new InvalidProtocolBufferException("the record ends within a group");
            }
            skip(tag, depth);
        }
    }

    private void skipBytes(int count) throws InvalidProtocolBufferException {
        if (count > end - at) {
            throw new InvalidProtocolBufferException("the record ends within a field");
        }
        at += count;
    }
}
