package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardAlarm.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alarms of racks that are LOST or BAD: they stand until the rack is well again, also when what
 * made them so is over. Racks of one row beyond a few are one alarm. A rack with dead accelerators
 * has an alarm until they draw again.
 */
final class ConditionAlarms {

    /** Racks of a row that have an alarm each. */
    static final int MOST_EACH = 4;

    private ConditionAlarms() {}

    /**
     * The alarms.
     *
     * @param racks by the topology's index
     */
    static List<GuardAlarm> of(List<RackView> racks, Topology topology) {
        List<GuardAlarm> alarms = new ArrayList<>();
        for (Condition condition : List.of(Condition.BAD, Condition.LOST)) {
            Map<String, List<Integer>> byRow = new TreeMap<>();
            for (int rack = 0; rack < racks.size(); rack++) {
                RackView seen = racks.get(rack);
                if (seen.condition() == condition && seen.isExpectedToSpeak()) {
                    byRow.computeIfAbsent(topology.rack(rack).row(), row -> new ArrayList<>())
                            .add(rack);
                }
            }
            byRow.forEach((row, those) -> alarms.addAll(ofRow(row, those, racks, topology)));
        }
        for (int rack = 0; rack < racks.size(); rack++) {
            if (!racks.get(rack).deadAccelerators().isEmpty()) {
                alarms.add(dead(racks.get(rack), "rack/" + topology.rack(rack).name()));
            }
        }
        return alarms;
    }

    private static GuardAlarm dead(RackView rack, String subject) {
        return new GuardAlarm(
                "dead-accelerators " + subject,
                Severity.WARNING,
                subject,
                "accelerators %s are dead: nothing is placed on them until they are repaired"
                        .formatted(rack.deadAccelerators()));
    }

    private static List<GuardAlarm> ofRow(
            String row, List<Integer> those, List<RackView> racks, Topology topology) {
        if (those.size() <= MOST_EACH) {
            return those.stream()
                    .map(
                            rack ->
                                    alarm(
                                            racks.get(rack),
                                            "rack/" + topology.rack(rack).name(),
                                            racks.get(rack).conditionCause()))
                    .toList();
        }
        int first = those.getFirst();
        RackView seen = racks.get(first);
        return List.of(
                alarm(
                        seen,
                        "row/" + row,
                        "%d racks are %s, as %s: %s"
                                .formatted(
                                        those.size(),
                                        seen.condition(),
                                        topology.rack(first).name(),
                                        seen.conditionCause())));
    }

    private static GuardAlarm alarm(RackView seen, String subject, String text) {
        boolean isBad = seen.condition() == Condition.BAD;
        return new GuardAlarm(
                (isBad ? "bad " : "lost ") + subject,
                isBad ? Severity.CRITICAL : Severity.WARNING,
                subject,
                text);
    }
}
