package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The racks of an instance, those that no bound can tell apart taken together: of one make, in rows
 * of one make, on CDUs of one make.
 */
final class RackTypes {

    /** What tells one rack from another. */
    private record Make(int sku, int accelerators, long budgetWatts) {}

    /**
     * What tells one row or CDU from another: its budget, its racks in a fixed order, and for a CDU
     * the rows that it stands in.
     */
    private record GroupMake(long budgetWatts, List<String> racks) {
        GroupMake {
            racks = List.copyOf(racks);
        }
    }

    /**
     * Racks that are alike.
     *
     * @param like any of them
     */
    record Type(Rack like, GroupKey row, GroupKey cdu, int count) {}

    /** Identifies rows, or CDUs, that are alike. */
    record GroupKey(Domain.Kind kind, int number) {}

    private final List<Type> types = new ArrayList<>();
    private final Map<GroupKey, Long> budgets = new LinkedHashMap<>();

    private RackTypes() {}

    static RackTypes of(Instance instance) {
        RackTypes found = new RackTypes();
        Map<Integer, GroupKey> groups = new HashMap<>();
        for (Domain.Kind kind : List.of(Domain.Kind.ROW, Domain.Kind.CDU)) {
            found.addGroups(instance, kind, groups);
        }
        record Like(Make make, GroupKey row, GroupKey cdu) {}
        Map<Like, List<Rack>> alike = new LinkedHashMap<>();
        for (Rack rack : instance.racks()) {
            Like like = new Like(make(rack), group(groups, rack.row()), group(groups, rack.cdu()));
            alike.computeIfAbsent(like, ignored -> new ArrayList<>()).add(rack);
        }
        alike.forEach(
                (like, racks) ->
                        found.types.add(
                                new Type(racks.getFirst(), like.row(), like.cdu(), racks.size())));
        return found;
    }

    private void addGroups(Instance instance, Domain.Kind kind, Map<Integer, GroupKey> groups) {
        Map<Integer, List<String>> racksOf = new LinkedHashMap<>();
        for (Rack rack : instance.racks()) {
            racksOf.computeIfAbsent(
                            kind == Domain.Kind.ROW ? rack.row() : rack.cdu(),
                            ignored -> new ArrayList<>())
                    .add(
                            make(rack)
                                    + (kind == Domain.Kind.CDU
                                            ? group(groups, rack.row()) + ""
                                            : ""));
        }
        Map<GroupMake, GroupKey> makes = new HashMap<>();
        racksOf.forEach(
                (domain, racks) -> {
                    long budget = instance.domains().get(domain).budgetWatts();
                    GroupKey key =
                            makes.computeIfAbsent(
                                    new GroupMake(budget, racks.stream().sorted().toList()),
                                    ignored -> new GroupKey(kind, makes.size()));
                    groups.put(domain, key);
                    budgets.merge(key, budget, Long::sum);
                });
    }

    private static Make make(Rack rack) {
        return new Make(rack.sku(), rack.accelerators(), rack.budgetWatts());
    }

    private static GroupKey group(Map<Integer, GroupKey> groups, int domain) {
        GroupKey key = groups.get(domain);
        if (key == null) {
            throw new IllegalStateException("domain " + domain + " is in no group");
        }
        return key;
    }

    List<Type> types() {
        return types;
    }

    /** Sum of the budgets of all rows, or CDUs, that are alike. */
    Map<GroupKey, Long> budgets() {
        return budgets;
    }
}
