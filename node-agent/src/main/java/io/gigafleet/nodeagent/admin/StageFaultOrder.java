package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import java.util.Map;

/** What {@code POST /faults/stage} asks: a fault of a rack, or {@code none}. */
final class StageFaultOrder {

    /** Longest body, in bytes. */
    static final int MOST_BYTES = 4_096;

    private static final String NONE = "none";

    private StageFaultOrder() {}

    /**
     * Reads {@code {"rack":"r5","fault":"leak"}}.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static RackMessage read(String body) {
        Map<String, String> members = FlatJson.read(body);
        String rack = member(members, "rack");
        String fault = member(members, "fault");
        return fault.equals(NONE)
                ? new RackMessage.Mend(rack)
                : new RackMessage.Break(rack, RackFault.ofWord(fault));
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the body names no "
                            + name
                            + ". Write {\"rack\":\"NAME\",\"fault\":\"FAULT\"}, with fault "
                            + NONE
                            + " to mend, or one of "
                            + String.join(", ", RackFault.words()));
        }
        return value;
    }
}
