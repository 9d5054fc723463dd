package io.gigafleet.nodeagent.rack.fault;

import java.util.List;

/**
 * What faults go by.
 *
 * @param batch empty: none is known
 * @param firmware the versions it runs and is being brought to
 * @param repairs how often it was repaired
 */
public record RackTraits(String rackId, String batch, List<String> firmware, int repairs) {

    public RackTraits {
        firmware = List.copyOf(firmware);
    }
}
