package io.gigafleet.controlplane.bus;

import java.util.Map;

/**
 * A CloudEvent from outside in Kafka's binary mode.
 *
 * @param attributes by name, without their prefix {@code ce_}: {@code id}, {@code source}, …
 * @param value its data; empty: there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record GridEvent(Map<String, String> attributes, byte[] value) {

    public GridEvent {
        attributes = Map.copyOf(attributes);
    }

    /** An attribute; empty: it has none of that name. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
