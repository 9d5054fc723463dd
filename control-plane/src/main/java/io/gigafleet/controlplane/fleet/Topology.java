package io.gigafleet.controlplane.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fixed tree of racks, power domains and coolant loops. Racks, domains and loops have dense
 * indexes, in the order they were given, and decisions use those.
 */
public final class Topology {

    /** A site without racks. */
    public static final Topology EMPTY = new Topology(List.of(), List.of(), List.of());

    private final List<PowerDomain> domains;
    private final List<CoolantLoop> loops;
    private final List<RackSpot> racks;
    private final int[][] feeds;
    private final Map<String, Integer> rackIndex = new HashMap<>();

    /**
     * Builds the tree.
     *
     * @throws IllegalArgumentException if a rack or domain refers to an index that does not exist,
     *     a name occurs twice, or the power tree has a cycle
     */
    public Topology(List<PowerDomain> domains, List<CoolantLoop> loops, List<RackSpot> racks) {
        this.domains = List.copyOf(domains);
        this.loops = List.copyOf(loops);
        this.racks = List.copyOf(racks);
        this.feeds = new int[domains.size()][];
        for (int domain = 0; domain < domains.size(); domain++) {
            feeds[domain] = pathToRoot(domain);
        }
        for (int rack = 0; rack < racks.size(); rack++) {
            RackSpot spot = racks.get(rack);
            if (spot.powerDomain() < 0
                    || spot.powerDomain() >= domains.size()
                    || spot.loop() < 0
                    || spot.loop() >= loops.size()) {
                throw new IllegalArgumentException("rack " + spot + " hangs on nothing");
            }
            if (rackIndex.putIfAbsent(spot.name(), rack) != null) {
                throw new IllegalArgumentException("two racks are named " + spot.name());
            }
        }
    }

    private int[] pathToRoot(int domain) {
        int[] path = new int[domains.size()];
        int length = 0;
        for (int at = domain; at != PowerDomain.ROOT; at = domains.get(at).parent()) {
            if (length == path.length) {
                throw new IllegalArgumentException(
                        "the power tree has a cycle through " + domains.get(domain).name());
            }
            path[length++] = at;
        }
        return Arrays.copyOf(path, length);
    }

    /**
     * The same racks with other limits.
     *
     * @param budgetWatts by index of the domain; below 1 counts as 1
     * @param heatCapacityWatts by index of the loop; below 1 counts as 1
     */
    public Topology withLimits(long[] budgetWatts, long[] heatCapacityWatts) {
        List<PowerDomain> limitedDomains = new ArrayList<>();
        for (int domain = 0; domain < domains.size(); domain++) {
            limitedDomains.add(domains.get(domain).withBudget(Math.max(1, budgetWatts[domain])));
        }
        List<CoolantLoop> limitedLoops = new ArrayList<>();
        for (int loop = 0; loop < loops.size(); loop++) {
            limitedLoops.add(
                    new CoolantLoop(loops.get(loop).name(), Math.max(1, heatCapacityWatts[loop])));
        }
        return new Topology(limitedDomains, limitedLoops, racks);
    }

    public int rackCount() {
        return racks.size();
    }

    public RackSpot rack(int rack) {
        return racks.get(rack);
    }

    public List<RackSpot> racks() {
        return racks;
    }

    /** The index of the rack of that name. */
    public OptionalInt rackNamed(String name) {
        Integer index = rackIndex.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    public List<PowerDomain> domains() {
        return domains;
    }

    public PowerDomain domain(int domain) {
        return domains.get(domain);
    }

    public List<CoolantLoop> loops() {
        return loops;
    }

    public CoolantLoop loop(int loop) {
        return loops.get(loop);
    }

    /**
     * Indexes of the domains that feed a rack, nearest first. The caller must not change the array.
     */
    public int[] feedsOf(int rack) {
        return feeds[racks.get(rack).powerDomain()];
    }

    /** Whether a domain feeds a rack, directly or through others. */
    public boolean feeds(int domain, int rack) {
        for (int feed : feedsOf(rack)) {
            if (feed == domain) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Topology that
                        && domains.equals(that.domains)
                        && loops.equals(that.loops)
                        && racks.equals(that.racks));
    }

    @Override
    public int hashCode() {
        return Objects.hash(domains, loops, racks);
    }
}
