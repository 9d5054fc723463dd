package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.Confirmation.Phase;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.schemas.v1.ReplicaPhase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the racks confirmed under one ledger; reports to another fleet or life of it say nothing. A
 * report that confirms what the one before did is not read again. The loop's one thread uses it.
 */
final class Confirmations {

    private final String fleetId;
    private final long incarnation;
    private Map<String, Read> known = Map.of();

    Confirmations(Term term) {
        this.fleetId = term.fleetId();
        this.incarnation = term.incarnation();
    }

    private record Read(
            RackReport.ObservedFence observed,
            List<RackReport.ReportedReplica> replicas,
            Confirmation confirmation) {

        @SuppressWarnings("ReferenceEquality") // what a rack says again are the same objects
        boolean isOf(RackReport report) {
            return observed == report.observed() && replicas == report.replicas();
        }
    }

    /** By rack. */
    Map<String, Confirmation> of(Collection<RackReport> reports) {
        Map<String, Read> now = HashMap.newHashMap(reports.size());
        Map<String, Confirmation> confirmations = HashMap.newHashMap(reports.size());
        for (RackReport report : reports) {
            RackReport.ObservedFence observed = report.observed();
            if (observed.fleetId().equals(fleetId) && observed.incarnation() == incarnation) {
                Read before = known.get(report.rackId());
                Read read =
                        before != null && before.isOf(report)
                                ? before
                                : new Read(observed, report.replicas(), confirmation(report));
                now.put(report.rackId(), read);
                confirmations.put(report.rackId(), read.confirmation());
            }
        }
        known = now;
        return confirmations;
    }

    private static Confirmation confirmation(RackReport report) {
        Map<String, Phase> phases = new HashMap<>();
        for (RackReport.ReportedReplica replica : report.replicas()) {
            phase(replica.phase()).ifPresent(phase -> phases.put(replica.replicaId(), phase));
        }
        return new Confirmation(report.observed().epoch(), report.observed().generation(), phases);
    }

    private static Optional<Phase> phase(ReplicaPhase phase) {
        return switch (phase) {
            case REPLICA_PHASE_LOADING -> Optional.of(Phase.LOADING);
            case REPLICA_PHASE_SERVING -> Optional.of(Phase.SERVING);
            case REPLICA_PHASE_DRAINING -> Optional.of(Phase.DRAINING);
            case REPLICA_PHASE_STOPPED -> Optional.of(Phase.STOPPED);
            case REPLICA_PHASE_SUSPENDED -> Optional.of(Phase.SUSPENDED);
            case REPLICA_PHASE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
