package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A topology as the guard needs it on every look: columns of what its SKUs say, and its zones.
 *
 * <p>Zones are numbered in the order in which they are relieved: coolant loops, power domains with
 * the deepest first, the whole site last. A cut made for a zone counts for all later ones.
 */
public final class GuardedSite {

    /** No zone has that name. */
    static final int NO_ZONE = -1;

    private static final int PERMILLE = 1_000;

    private final Topology topology;
    private final PowerTree tree;
    private final List<Zone> zones;
    private final int[] zoneOfDomain;
    private final int[][] zonesOfRack;
    private final long[] idleWatts;
    private final long[] peakWatts;
    private final int[] lowestSwingPermille;
    private final Map<String, Integer> zoneBySubject = new HashMap<>();

    public GuardedSite(Topology topology) {
        this.topology = topology;
        tree = new PowerTree(topology);
        int racks = topology.rackCount();
        idleWatts = new long[racks];
        peakWatts = new long[racks];
        lowestSwingPermille = new int[racks];
        int[] liquidPermille = new int[racks];
        for (int rack = 0; rack < racks; rack++) {
            RackSpot spot = topology.rack(rack);
            idleWatts[rack] = spot.idleWatts();
            peakWatts[rack] = spot.peakWatts();
            lowestSwingPermille[rack] = lowestSwingPermille(spot.sku().spec().power());
            liquidPermille[rack] = Math.toIntExact(spot.heatOf(PERMILLE));
        }
        zoneOfDomain = new int[topology.domains().size()];
        zones = zones(liquidPermille);
        zonesOfRack = zonesOfRack();
        for (int zone = 0; zone < zones.size(); zone++) {
            zoneBySubject.put(subject(zones.get(zone)), zone);
        }
    }

    /** What is left of a swing between idle and peak at the lowest clock a power limit can set. */
    private static int lowestSwingPermille(Sku.Power power) {
        long swing = power.acceleratorPeakWatts() - power.acceleratorIdleWatts();
        long lowest = power.acceleratorMinCapWatts() - power.acceleratorIdleWatts();
        return Math.toIntExact(Math.clamp(lowest * PERMILLE / Math.max(1, swing), 0, PERMILLE));
    }

    private List<Zone> zones(int[] liquidPermille) {
        int[] allOfIt = new int[liquidPermille.length];
        Arrays.fill(allOfIt, PERMILLE);
        List<Zone> all = new ArrayList<>();
        int[][] ofLoop = racksOfLoops();
        for (int loop = 0; loop < ofLoop.length; loop++) {
            all.add(new Zone(Zone.Kind.LOOP, loop, ofLoop[loop], liquidPermille));
        }
        for (int domain : tree.bottomUp()) {
            zoneOfDomain[domain] = all.size();
            all.add(new Zone(Zone.Kind.DOMAIN, domain, tree.racksBelow(domain), allOfIt));
        }
        int[] everyRack = IntStream.range(0, liquidPermille.length).toArray();
        all.add(new Zone(Zone.Kind.SITE, 0, everyRack, allOfIt));
        return List.copyOf(all);
    }

    private int[][] racksOfLoops() {
        int[] sizes = new int[topology.loops().size()];
        topology.racks().forEach(rack -> sizes[rack.loop()]++);
        int[][] racks = new int[sizes.length][];
        for (int loop = 0; loop < sizes.length; loop++) {
            racks[loop] = new int[sizes[loop]];
        }
        Arrays.fill(sizes, 0);
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            int loop = topology.rack(rack).loop();
            racks[loop][sizes[loop]++] = rack;
        }
        return racks;
    }

    private int[][] zonesOfRack() {
        int[][] all = new int[topology.rackCount()][];
        for (int rack = 0; rack < all.length; rack++) {
            int[] feeds = topology.feedsOf(rack);
            all[rack] = new int[feeds.length + 2];
            all[rack][0] = topology.rack(rack).loop();
            for (int feed = 0; feed < feeds.length; feed++) {
                all[rack][feed + 1] = zoneOfDomain[feeds[feed]];
            }
            all[rack][feeds.length + 1] = zones.size() - 1;
        }
        return all;
    }

    public Topology topology() {
        return topology;
    }

    public PowerTree tree() {
        return tree;
    }

    public int rackCount() {
        return idleWatts.length;
    }

    List<Zone> zones() {
        return zones;
    }

    /** The zone of the whole site, to which load targets apply. */
    int siteZone() {
        return zones.size() - 1;
    }

    int zoneOfDomain(int domain) {
        return zoneOfDomain[domain];
    }

    /** The zones a rack lies in. The caller must not change the array. */
    int[] zonesOf(int rack) {
        return zonesOfRack[rack];
    }

    public long idleWatts(int rack) {
        return idleWatts[rack];
    }

    public long peakWatts(int rack) {
        return peakWatts[rack];
    }

    /** What the lowest clock leaves of watts above idle. */
    public long atLowestClock(int rack, long wattsAboveIdle) {
        return wattsAboveIdle * lowestSwingPermille[rack] / PERMILLE;
    }

    /** The zone with a {@link #subject}, or {@link #NO_ZONE}. */
    int zoneNamed(String subject) {
        return zoneBySubject.getOrDefault(subject, NO_ZONE);
    }

    /** The name people know a zone by: {@code domain/D}, {@code loop/L}, {@code site}. */
    String subject(Zone zone) {
        return switch (zone.kind()) {
            case LOOP -> "loop/" + topology.loop(zone.index()).name();
            case DOMAIN -> "domain/" + topology.domain(zone.index()).name();
            case SITE -> "site";
        };
    }
}
