package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which racks each replica of an instance got, by index. A replica that is not placed has none; a
 * gang has several.
 */
public final class PlacedReplicas {

    private final List<List<Integer>> racks;

    /** None placed yet. */
    public PlacedReplicas(int replicas) {
        racks = new ArrayList<>(Collections.nCopies(replicas, List.of()));
    }

    /** Places a replica, in place of where it was. */
    public void place(int replica, List<Integer> onRacks) {
        racks.set(replica, List.copyOf(onRacks));
    }

    /** Gives a replica one rack more. */
    public void extend(int replica, int rack) {
        List<Integer> more = new ArrayList<>(racks.get(replica));
        more.add(rack);
        racks.set(replica, List.copyOf(more));
    }

    /** Takes a replica away. */
    public void remove(int replica) {
        racks.set(replica, List.of());
    }

    public List<Integer> racksOf(int replica) {
        return racks.get(replica);
    }

    public boolean isPlaced(int replica) {
        return !racks.get(replica).isEmpty();
    }

    /** Number of replicas, placed or not. */
    public int size() {
        return racks.size();
    }
}
