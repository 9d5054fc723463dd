package io.gigafleet.controlplane.bus;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** A record to publish. */
public final class OutboundRecord {

    private final String topic;
    private final String key;
    private final byte[] value;
    private final Map<String, String> headers;

    /**
     * A record for a topic.
     *
     * @param topic its full name, as in the catalogue
     * @param key not empty
     * @param value given away by the caller
     * @param headers written as UTF-8
     */
    public OutboundRecord(String topic, String key, byte[] value, Map<String, String> headers) {
        if (topic.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "topic and key must not be empty: topic='" + topic + "' key='" + key + "'");
        }
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = Map.copyOf(headers);
    }

    public String topic() {
        return topic;
    }

    public String key() {
        return key;
    }

    byte[] value() {
        return value;
    }

    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutboundRecord that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && Arrays.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, Arrays.hashCode(value), headers);
    }

    @Override
    public String toString() {
        return "OutboundRecord[topic="
                + topic
                + ", key="
                + key
                + ", bytes="
                + value.length
                + ", headers="
                + headers
                + "]";
    }
}
