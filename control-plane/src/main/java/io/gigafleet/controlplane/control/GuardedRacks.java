package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets decisions see what the guard holds to be so: a barred rack has an alarm, one that is to be
 * left is draining, one given evidence against is BAD.
 */
final class GuardedRacks {

    private GuardedRacks() {}

    /** The racks by the topology's index, with what the guard adds. */
    static List<RackView> views(List<RackView> heard, Topology topology, GuardStanding guard) {
        if (guard.barred().isEmpty() && guard.drains().isEmpty() && guard.bad().isEmpty()) {
            return heard;
        }
        List<RackView> views = new ArrayList<>(heard.size());
        for (int rack = 0; rack < heard.size(); rack++) {
            views.add(view(heard.get(rack), topology.rack(rack).name(), guard));
        }
        return views;
    }

    private static RackView view(RackView heard, String name, GuardStanding guard) {
        String bad = guard.bad().get(name);
        String drain = guard.drains().get(name);
        String barred = guard.barred().get(name);
        if (bad == null && drain == null && barred == null) {
            return heard;
        }
        boolean keeps = bad == null || heard.condition() == Condition.BAD;
        return new RackView(
                keeps ? heard.condition() : Condition.BAD,
                bad == null || keeps ? heard.conditionCause() : bad,
                heard.cordoned(),
                heard.draining() || drain != null,
                heard.operatorCapWatts(),
                heard.alarm()
                        .or(() -> Optional.ofNullable(barred))
                        .or(() -> Optional.ofNullable(drain)),
                heard.standing());
    }

    /** What was seen of the racks, with what the guard has against them. */
    static List<RackSeen> seen(List<RackSeen> heard, GuardStanding guard) {
        if (guard.bad().isEmpty()) {
            return heard;
        }
        return heard.stream()
                .map(
                        rack -> {
                            String bad = guard.bad().get(rack.rack());
                            return bad == null || rack.condition() == Condition.BAD
                                    ? rack
                                    : rack.in(Condition.BAD, bad);
                        })
                .toList();
    }
}
