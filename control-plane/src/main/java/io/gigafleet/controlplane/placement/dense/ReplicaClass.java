package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks whose replicas need and are worth the same, but for spread.
 *
 * @param asks in order of index
 * @param wanted replicas that stand nowhere yet
 */
record ReplicaClass(List<Ask> asks, int wanted) {

    /** What replicas of one class have in common. */
    private record Likeness(
            List<PartLikeness> parts, int priority, boolean exclusive, int boundTenant) {}

    private record PartLikeness(int accelerators, List<Long> wattsBySku, RackSet racks) {}

    /** One of the class: what is said of it holds for all. */
    Ask example() {
        return asks.getFirst();
    }

    /**
     * The classes of all replicas that stand nowhere.
     *
     * @param bound tenants that want more than they may have: their replicas are classes of their
     *     own
     */
    static List<ReplicaClass> of(Board board, boolean[] bound) {
        Map<Likeness, List<Ask>> classes = new LinkedHashMap<>();
        for (Ask ask : board.asks()) {
            if (board.wanted(ask.index()) > 0) {
                classes.computeIfAbsent(likeness(ask, bound), ignored -> new ArrayList<>())
                        .add(ask);
            }
        }
        return classes.values().stream()
                .map(
                        asks ->
                                new ReplicaClass(
                                        asks,
                                        asks.stream()
                                                .mapToInt(ask -> board.wanted(ask.index()))
                                                .sum()))
                .toList();
    }

    private static Likeness likeness(Ask ask, boolean[] bound) {
        List<PartLikeness> parts = new ArrayList<>(ask.parts().size());
        for (Ask.Part part : ask.parts()) {
            parts.add(
                    new PartLikeness(
                            part.accelerators(),
                            Arrays.stream(part.wattsBySku()).boxed().toList(),
                            part.racks()));
        }
        boolean isTenantsOwn = bound[ask.tenant()] || ask.exclusive();
        return new Likeness(
                parts, ask.priority(), ask.exclusive(), isTenantsOwn ? ask.tenant() : -1);
    }
}
