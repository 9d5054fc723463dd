package io.gigafleet.controlplane.telemetry;

import java.util.Optional;

/** Says which service a replica belongs to. Asked by any thread. */
@FunctionalInterface
public interface ServiceLookup {

    /** Knows no replica. */
    ServiceLookup NONE = replicaId -> Optional.empty();

    /** The name of the replica's service; empty if the plane doesn't know the replica. */
    Optional<String> serviceOf(String replicaId);
}
