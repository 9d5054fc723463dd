package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The racks below each power domain, and the domains in an order in which parents come last. */
public final class PowerTree {

    private final int[][] racks;
    private final int[] bottomUp;

    public PowerTree(Topology topology) {
        int domains = topology.domains().size();
        int[] below = new int[domains];
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            for (int domain : topology.feedsOf(rack)) {
                below[domain]++;
            }
        }
        racks = new int[domains][];
        for (int domain = 0; domain < domains; domain++) {
            racks[domain] = new int[below[domain]];
        }
        Arrays.fill(below, 0);
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            for (int domain : topology.feedsOf(rack)) {
                racks[domain][below[domain]++] = rack;
            }
        }
        bottomUp =
                IntStream.range(0, domains)
                        .boxed()
                        .sorted(Comparator.comparing(domain -> -depth(topology, domain)))
                        .mapToInt(domain -> domain)
                        .toArray();
    }

    private static int depth(Topology topology, int domain) {
        int depth = 0;
        for (int at = domain; at != PowerDomain.ROOT; at = topology.domain(at).parent()) {
            depth++;
        }
        return depth;
    }

    /** Racks fed by a domain, directly or through others. The caller must not change the array. */
    public int[] racksBelow(int domain) {
        return racks[domain];
    }

    /** All domains, the deepest first. The caller must not change the array. */
    public int[] bottomUp() {
        return bottomUp;
    }
}
