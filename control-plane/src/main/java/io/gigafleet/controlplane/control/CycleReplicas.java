package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The replicas of one cycle: those it began with, and over them the few that it changes. Lists of
 * all are made anew only after a change, so that a cycle in which nothing happens copies nothing.
 */
final class CycleReplicas {

    private final List<Replica> before;
    private final TreeMap<String, Replica> touched = new TreeMap<>();
    private List<Replica> all;
    private Optional<List<Replica>> live;

    /**
     * The replicas as a cycle begins.
     *
     * @param before all that are not STOPPED, in order of id
     */
    CycleReplicas(List<Replica> before) {
        this.before = List.copyOf(before);
        this.all = this.before;
        this.live = Optional.of(this.before);
    }

    /** Adds a replica, or puts it in place of the one with its id. */
    void put(Replica replica) {
        touched.put(replica.id(), replica);
        all = List.of();
        live = Optional.empty();
    }

    /** The replica of an id as it stands now. */
    Optional<Replica> get(String id) {
        return Optional.ofNullable(touched.get(id)).or(() -> began(id));
    }

    /** All replicas in order of id, those just STOPPED included. */
    List<Replica> all() {
        if (all.isEmpty() && !touched.isEmpty()) {
            all = merged();
        }
        return all;
    }

    /** All that are not STOPPED, in order of id. */
    List<Replica> live() {
        if (live.isEmpty()) {
            live =
                    Optional.of(
                            all().stream()
                                    .filter(replica -> replica.state() != ReplicaState.STOPPED)
                                    .collect(Collectors.toUnmodifiableList()));
        }
        return live.get();
    }

    /** Those that are new or not as the cycle found them, in order of id. */
    List<Replica> changed() {
        return touched.values().stream()
                .filter(replica -> !Optional.of(replica).equals(began(replica.id())))
                .toList();
    }

    private List<Replica> merged() {
        List<Replica> merged = new ArrayList<>(before.size() + touched.size());
        int at = 0;
        for (Replica replica : touched.values()) {
            while (at < before.size() && before.get(at).id().compareTo(replica.id()) < 0) {
                merged.add(before.get(at++));
            }
            if (at < before.size() && before.get(at).id().equals(replica.id())) {
                at++;
            }
            merged.add(replica);
        }
        merged.addAll(before.subList(at, before.size()));
        return List.copyOf(merged);
    }

    private Optional<Replica> began(String id) {
        int low = 0;
        int high = before.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = before.get(middle).id().compareTo(id);
            if (order == 0) {
                return Optional.of(before.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
