package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the newest draws of the racks add up to below each part of the plant, kept with each record:
 * the power domains by the registry's order, then the coolant loops, then the site. Whoever calls
 * holds the ingest's lock.
 */
final class PlantSums {

    private int[][] partsOfRack = new int[0][];
    private long[] watts = new long[0];
    private int domains;

    /** Goes on with the plant of another registry, at nothing. */
    void useRegistry(RackRegistry registry) {
        partsOfRack = new int[registry.size()][];
        domains = registry.domains().size();
        watts = new long[parts(registry).size()];
        for (int rack = 0; rack < registry.size(); rack++) {
            partsOfRack[rack] = partsOf(registry, rack);
        }
    }

    /** The parts' names, by index: {@code domain/row-1}, {@code loop/l7}, {@code site}. */
    static List<String> parts(RackRegistry registry) {
        List<String> parts = new ArrayList<>();
        registry.domains().forEach(domain -> parts.add(PlantRollup.domain(domain)));
        registry.loops().forEach(loop -> parts.add(PlantRollup.loop(loop)));
        parts.add(PlantRollup.SITE);
        return parts;
    }

    /** The parts a rack belongs to. */
    static int[] partsOf(RackRegistry registry, int rack) {
        RackRegistry.KnownRack known = registry.rack(rack);
        List<Integer> parts = new ArrayList<>(known.domains());
        parts.add(registry.domains().size() + known.loop());
        parts.add(registry.domains().size() + registry.loops().size());
        return parts.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A rack draws more, or less.
     *
     * @param limitWatts of each power domain; empty: there are none
     * @return whether some domain reaches its limit by that
     */
    boolean add(int rack, long moreWatts, long[] limitWatts) {
        boolean reached = false;
        for (int part : partsOfRack[rack]) {
            long before = watts[part];
            watts[part] = before + moreWatts;
            reached |=
                    part < limitWatts.length
                            && before < limitWatts[part]
                            && before + moreWatts >= limitWatts[part];
        }
        return reached;
    }

    /** Raises the highest sums that were seen, of the parts a rack belongs to. */
    void raise(long[] highest, int rack) {
        for (int part : partsOfRack[rack]) {
            highest[part] = Math.max(highest[part], watts[part]);
        }
    }

    long[] domainWatts() {
        return Arrays.copyOf(watts, domains);
    }
}
