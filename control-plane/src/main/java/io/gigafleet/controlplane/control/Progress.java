package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves replicas along by what their racks confirm. A rack of which nothing followed, and that says
 * the same of the same replicas again, is not asked about again; one of which something did is,
 * since a commit may be refused.
 *
 * <p>Not thread-safe.
 */
final class Progress {

    private List<Replica> replicas = List.of();

    /** What nothing followed from for these replicas, by rack. */
    private Map<String, Heard> heard = new HashMap<>();

    private record Heard(Confirmation confirmation, boolean isCurrent) {

        @SuppressWarnings("ReferenceEquality") // what was confirmed anew is another object
        boolean isSame(Confirmation other, boolean otherIsCurrent) {
            return confirmation == other && isCurrent == otherIsCurrent;
        }
    }

    /**
     * The replicas of a cycle, those moved on by what their racks confirm.
     *
     * @param confirmations by rack
     * @param current racks whose confirmation covers their newest assignment
     */
    CycleReplicas of(
            List<Replica> began, Map<String, Confirmation> confirmations, Set<String> current) {
        CycleReplicas moved = new CycleReplicas(began);
        if (!isSame(began)) {
            replicas = began;
            heard = new HashMap<>();
        }
        Map<String, Heard> news = news(confirmations, current);
        if (!news.isEmpty()) {
            began.forEach(replica -> move(replica, news, moved));
        }
        return moved;
    }

    @SuppressWarnings("ReferenceEquality") // the same list until one of them changes
    private boolean isSame(List<Replica> began) {
        return began == replicas;
    }

    private void move(Replica replica, Map<String, Heard> news, CycleReplicas moved) {
        Heard now = news.get(replica.rack());
        if (now == null) {
            return;
        }
        ReplicaProgress.next(replica, now.confirmation(), now.isCurrent())
                .ifPresent(
                        next -> {
                            moved.put(next);
                            heard.remove(replica.rack());
                        });
    }

    private Map<String, Heard> news(Map<String, Confirmation> confirmations, Set<String> current) {
        Map<String, Heard> news = new HashMap<>();
        confirmations.forEach(
                (rack, confirmation) -> {
                    boolean isCurrent = current.contains(rack);
                    Heard before = heard.get(rack);
                    if (before == null || !before.isSame(confirmation, isCurrent)) {
                        Heard now = new Heard(confirmation, isCurrent);
                        heard.put(rack, now);
                        news.put(rack, now);
                    }
                });
        return news;
    }
}
