package io.gigafleet.nodeagent.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;

/**
 * One record on its way to the brokers.
 *
 * @param partition where it must go; {@link #BY_KEY} to let the key decide
 */
public record OutboundRecord(Channel channel, int partition, String key, ByteString value) {

    public static final int BY_KEY = -1;

    /** Which topic of the catalogue. */
    public enum Channel {
        TELEMETRY,
        RACK_STATUS,
        FACILITY
    }

    static OutboundRecord keyed(Channel channel, String key, MessageLite value) {
        return new OutboundRecord(channel, BY_KEY, key, value.toByteString());
    }

    /**
     * A record that is encoded already.
     *
     * @param value not to be written to any more
     */
    static OutboundRecord encoded(Channel channel, String key, byte[] value) {
        return new OutboundRecord(channel, BY_KEY, key, UnsafeByteOperations.unsafeWrap(value));
    }
}
