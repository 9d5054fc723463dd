package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.HashMap;
import java.util.Map;

/** How many racks are on their way in each row and on each coolant loop, over all rollouts. */
final class InProgress {

    private final Map<String, Integer> byRow = new HashMap<>();
    private final Map<Integer, Integer> byLoop = new HashMap<>();

    private InProgress() {}

    static InProgress of(RolloutInput input) {
        InProgress counts = new InProgress();
        input.memory().states().values().stream()
                .filter(state -> !state.isFinished())
                .flatMap(state -> members(input, state.rollout()).values().stream())
                .filter(member -> member.state() == Member.State.ACTIVE)
                .forEach(member -> counts.count(input, member.rack()));
        return counts;
    }

    private static Map<String, ? extends Member> members(RolloutInput input, String rollout) {
        Map<String, ? extends Member> members = input.memory().members().get(rollout);
        return members == null ? Map.of() : members;
    }

    private void count(RolloutInput input, String rack) {
        input.topology().rackNamed(rack).ifPresent(index -> add(input.topology().rack(index)));
    }

    private void add(RackSpot spot) {
        byRow.merge(spot.row(), 1, Integer::sum);
        byLoop.merge(spot.loop(), 1, Integer::sum);
    }

    /** Takes one more rack if the limits let it. */
    boolean takes(RackSpot spot, Rollout.Limits limits) {
        if (byRow.getOrDefault(spot.row(), 0) >= limits.perRow()
                || byLoop.getOrDefault(spot.loop(), 0) >= limits.perLoop()) {
            return false;
        }
        add(spot);
        return true;
    }
}
