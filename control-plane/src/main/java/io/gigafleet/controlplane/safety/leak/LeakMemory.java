package io.gigafleet.controlplane.safety.leak;

import io.gigafleet.controlplane.fleet.Topology;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leaks that are known, by the rack's name.
 *
 * @param racks with water in them
 * @param faulty racks whose sensors were told of as broken
 * @param loops in which more than one rack leaks, by name
 * @param left those of them whose racks are left
 */
public record LeakMemory(
        SortedMap<String, Leak> racks,
        SortedSet<String> faulty,
        SortedSet<String> loops,
        SortedSet<String> left) {

    /** No leak is known. */
    public static final LeakMemory DRY =
            new LeakMemory(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    /**
     * One leaking rack.
     *
     * @param sinceMillis when it was first seen
     */
    public record Leak(Step step, long sinceMillis) {}

    /** How far the answer to a leak has come. */
    public enum Step {
        /** It was seen; the mode does not let the guard act. */
        SEEN,
        /** Its replicas are to be gone in a minute. */
        DRAINING,
        /** It was told to cut itself off. */
        TRIPPED,
        /** It has no power, and its valves are to close. */
        CLOSED
    }

    public LeakMemory {
        racks = Collections.unmodifiableSortedMap(new TreeMap<>(racks));
        faulty = Collections.unmodifiableSortedSet(new TreeSet<>(faulty));
        loops = Collections.unmodifiableSortedSet(new TreeSet<>(loops));
        left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
    }

    boolean isDry() {
        return racks.isEmpty() && faulty.isEmpty() && loops.isEmpty();
    }

    /** The same without racks that are gone. */
    public LeakMemory carriedOver(Topology to) {
        SortedMap<String, Leak> known = new TreeMap<>(racks);
        known.keySet().removeIf(rack -> to.rackNamed(rack).isEmpty());
        return new LeakMemory(known, faulty, loops, left);
    }
}
