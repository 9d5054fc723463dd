package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.CapPublisher;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.PowerCaps;
import io.gigafleet.schemas.v1.RackCap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps every rack's live cap in force: sends the ones that changed at once, and all of them again
 * every third of their time to live. It goes on renewing while the database is away; a successor's
 * caps win by their epoch. The loop's one thread uses it.
 */
@ApplicationScoped
class CapIssuer {

    private final CapPublisher publisher;
    private final int ttlMillis;
    private final Map<String, Long> inForce = new HashMap<>();
    private long sequence;
    private long renewedAtMillis;

    CapIssuer(CapPublisher publisher, PlaneConfig config) {
        this.publisher = publisher;
        this.ttlMillis = Math.toIntExact(config.loop().capTtl().toMillis());
    }

    /** Starts over in a new term: the first caps of a term all go out. */
    void begin() {
        inForce.clear();
        sequence = 0;
        renewedAtMillis = 0;
    }

    /**
     * Sends the caps that follow from a view, where they changed or have to be renewed.
     *
     * @param isChanged whether anything caps depend on has changed since the last call: what is
     *     committed, the topology, operators' caps
     */
    void issue(Term term, FleetView view, boolean isChanged, long nowMillis) {
        if (!isChanged && !inForce.isEmpty()) {
            renew(term, nowMillis);
            return;
        }
        long[] capsWatts = PowerCaps.live(view, view.powerBook());
        boolean isRenewal = nowMillis - renewedAtMillis >= ttlMillis / 3;
        List<RackCap> lowered = new ArrayList<>();
        List<RackCap> others = new ArrayList<>();
        for (int rack = 0; rack < capsWatts.length; rack++) {
            RackSpot spot = view.topology().rack(rack);
            if (capsWatts[rack] == 0) {
                inForce.remove(spot.name()); // without power there is nothing to cap
                continue;
            }
            Long before = inForce.put(spot.name(), capsWatts[rack]);
            if (before != null && capsWatts[rack] < before) {
                lowered.add(cap(term, spot.name(), capsWatts[rack], nowMillis));
            } else if (isRenewal || before == null || capsWatts[rack] > before) {
                others.add(cap(term, spot.name(), capsWatts[rack], nowMillis));
            }
        }
        publisher.publish(lowered);
        publisher.publish(others);
        if (isRenewal) {
            renewedAtMillis = nowMillis;
        }
    }

    /** Sends the caps in force again, when they are due; for when nothing can be decided. */
    void renew(Term term, long nowMillis) {
        if (nowMillis - renewedAtMillis >= ttlMillis / 3) {
            List<RackCap> caps = new ArrayList<>();
            inForce.forEach((rack, watts) -> caps.add(cap(term, rack, watts, nowMillis)));
            publisher.publish(caps);
            renewedAtMillis = nowMillis;
        }
    }

    private RackCap cap(Term term, String rack, long watts, long nowMillis) {
        sequence++;
        return RackCap.newBuilder()
                .setRackId(rack)
                .setFleetId(term.fleetId())
                .setIncarnation(term.incarnation())
                .setEpoch(term.epoch())
                .setSequence(sequence)
                .setCapWatts(watts)
                .setTtlMs(ttlMillis)
                .setIssuedAtEpochMs(nowMillis)
                .build();
    }
}
