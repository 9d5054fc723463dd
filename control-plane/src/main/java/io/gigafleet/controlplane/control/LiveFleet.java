package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.DecidedRollouts;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.SafetyReader;
import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.telemetry.Liveness;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fleet as the leader sees it, for questions that change nothing: what is wanted and was
 * decided from the ledger, what is heard from memory. A standby, which hears the same, sees the
 * same, but for what the leader's guard holds to be so.
 */
@ApplicationScoped
public class LiveFleet {

    private final SpecReader specReader;
    private final DecidedReader decided;
    private final DecidedRollouts rollouts;
    private final Liveness liveness;
    private final TelemetryIngest ingest;
    private final SafetyReader safety;
    private final GuardPost guard;
    private volatile Specs specs = Specs.NONE;

    LiveFleet(
            SpecReader specReader,
            DecidedReader decided,
            DecidedRollouts rollouts,
            Liveness liveness,
            TelemetryIngest ingest,
            SafetyReader safety,
            GuardPost guard) {
        this.specReader = specReader;
        this.decided = decided;
        this.rollouts = rollouts;
        this.liveness = liveness;
        this.ingest = ingest;
        this.safety = safety;
        this.guard = guard;
    }

    /** The fleet now. */
    public FleetView now() throws SQLException {
        Specs wanted = specs();
        GuardStanding standing = guard.standing();
        Quiet quiet =
                Quiet.at(
                        safety.readAfter(SafetyOrders.NONE),
                        wanted.topology(),
                        System.currentTimeMillis());
        return new FleetView(
                standing.within(wanted.topology()),
                GuardedRacks.views(racks(wanted), wanted.topology(), standing, quiet),
                wanted.services(),
                decided.replicas());
    }

    private Specs specs() throws SQLException {
        Specs known = specs;
        if (known.revision() != specReader.revision()) {
            known = specReader.read();
            specs = known;
        }
        return known;
    }

    private List<RackView> racks(Specs wanted) throws SQLException {
        Map<String, OrderedRollout> ordered = new HashMap<>();
        wanted.rollouts().forEach(rollout -> ordered.put(rollout.name(), rollout));
        Map<String, RackProgress> progress = rollouts.read().racks();
        List<RackView> heard = RackSenses.views(wanted, liveness.latest(), ingest);
        List<RackView> racks = new ArrayList<>(heard.size());
        for (int rack = 0; rack < heard.size(); rack++) {
            var spot = wanted.topology().rack(rack);
            RackProgress at = progress.get(spot.name());
            racks.add(
                    at == null
                            ? heard.get(rack)
                            : heard.get(rack).at(RolloutBook.standing(at, spot, ordered)));
        }
        return racks;
    }
}
