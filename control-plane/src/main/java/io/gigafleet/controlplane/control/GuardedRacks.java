package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets decisions see what the guard holds to be so: a barred rack has an alarm, one that is to be
 * left is draining, one given evidence against is BAD.
 */
final class GuardedRacks {

    private GuardedRacks() {}

    /** The racks by the topology's index, with what the guard and maintenance windows add. */
    static List<RackView> views(
            List<RackView> heard, Topology topology, GuardStanding guard, Quiet quiet) {
        if (guard.barred().isEmpty()
                && guard.drains().isEmpty()
                && guard.bad().isEmpty()
                && quiet.windows().isEmpty()) {
            return heard;
        }
        List<RackView> views = new ArrayList<>(heard.size());
        for (int rack = 0; rack < heard.size(); rack++) {
            String name = topology.rack(rack).name();
            @Nullable String barred = guard.barred().get(name);
            views.add(
                    view(
                            heard.get(rack),
                            name,
                            guard,
                            barred == null ? window(quiet, rack) : barred));
        }
        return views;
    }

    private static @Nullable String window(Quiet quiet, int rack) {
        return quiet.windowOver(rack)
                .map(
                        window ->
                                "maintenance of %s until %s"
                                        .formatted(
                                                window.scope(),
                                                Instant.ofEpochMilli(window.untilMillis())))
                .orElse(null);
    }

    private static RackView view(
            RackView heard, String name, GuardStanding guard, @Nullable String barred) {
        String bad = guard.bad().get(name);
        String drain = guard.drains().get(name);
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
                heard.standing(),
                heard.deadAccelerators());
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
