package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * All parts of one running copy of a service, which come and go together.
 *
 * @param name what its parts' ids have in common
 * @param parts in order of part; at least one
 */
record Copy(String name, List<Replica> parts) {

    /** The copy to keep: the one with the traffic, then one that serves, then by name. */
    static final Comparator<Copy> KEEP_ORDER =
            Comparator.comparing((Copy copy) -> !copy.isRouted())
                    .thenComparing(copy -> !copy.serves())
                    .thenComparing(Copy::name);

    Copy {
        parts = List.copyOf(parts);
    }

    /** Whether it takes its slot's traffic. */
    boolean isRouted() {
        return any(Replica::routed);
    }

    /** Whether all its parts take traffic. */
    boolean isWhollyRouted() {
        return !any(part -> !part.routed());
    }

    /** Whether all its parts serve. */
    boolean serves() {
        return !any(part -> part.state() != ReplicaState.SERVING);
    }

    /** Whether it is to make room for others. */
    boolean isLeaving() {
        return any(Replica::leaving);
    }

    private boolean any(Predicate<Replica> condition) {
        for (Replica part : parts) {
            if (condition.test(part)) {
                return true;
            }
        }
        return false;
    }
}
