package io.gigafleet.controlplane.fleet;

import java.util.Map;

/**
 * What a rack last confirmed of its replicas.
 *
 * @param epoch of the newest assignment it applied
 * @param generation of that assignment
 * @param phases by replica id; a replica it doesn't name is not there
 */
public record Confirmation(long epoch, long generation, Map<String, Phase> phases) {

    /** What a rack says a replica does. */
    public enum Phase {
        LOADING,
        SERVING,
        DRAINING,
        SUSPENDED,
        STOPPED
    }

    public Confirmation {
        phases = Map.copyOf(phases);
    }

    /** Whether the rack had applied this assignment, or a newer one, when it reported. */
    public boolean covers(long wantedEpoch, long wantedGeneration) {
        return epoch > wantedEpoch || (epoch == wantedEpoch && generation >= wantedGeneration);
    }
}
