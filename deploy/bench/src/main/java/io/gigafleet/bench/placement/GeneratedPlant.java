package io.gigafleet.bench.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The racks and budgets of a generated site: CDUs of 8 equal racks, rows of 16, halls of 64 rows;
 * two SKUs whose accelerators draw 1,200 and 1,400 W. Every level is oversubscribed a little more
 * than the one below, as in the given instances.
 */
final class GeneratedPlant {

    static final int ACCELERATORS = 72;
    private static final int RACKS_PER_CDU = 8;
    private static final int RACKS_PER_ROW = 16;
    private static final int RACKS_PER_HALL = 64 * RACKS_PER_ROW;

    private static final List<Integer> PEAK_WATTS = List.of(1_200, 1_400);
    private static final List<Long> BASE_WATTS = List.of(30_000L, 34_000L);

    /** Budget of a rack, of what it draws with all accelerators at their peak. */
    private static final double RACK = 0.95;

    /** Budgets of CDU and row, of their racks' budgets; of a hall, of its rows'; and so on. */
    private static final double CDU = 0.90;

    private static final double ROW = 0.85;
    private static final double HALL = 0.97;
    private static final double SITE = 0.99;

    private final List<Domain> domains = new ArrayList<>();
    private final List<Rack> racks = new ArrayList<>();

    static int peakWatts(int sku) {
        return PEAK_WATTS.get(sku);
    }

    static int skus() {
        return PEAK_WATTS.size();
    }

    static GeneratedPlant of(int rackCount, SplittableRandom random) {
        GeneratedPlant plant = new GeneratedPlant();
        int[] skuOfRack = new int[rackCount];
        for (int rack = 0; rack < rackCount; rack++) {
            skuOfRack[rack] =
                    rack % RACKS_PER_CDU == 0 ? random.nextInt(skus()) : skuOfRack[rack - 1];
        }
        plant.addDomains(skuOfRack);
        return plant;
    }

    private void addDomains(int[] skuOfRack) {
        int count = skuOfRack.length;
        int halls = groups(count, RACKS_PER_HALL);
        int rows = groups(count, RACKS_PER_ROW);
        double site = 0;
        for (int hall = 0; hall < halls; hall++) {
            site += Math.floor(HALL * ROW * total(skuOfRack, hall, RACKS_PER_HALL));
        }
        long siteBase = base(skuOfRack, 0, count);
        domains.add(
                new Domain(Domain.Kind.SITE, 0, Domain.NO_PARENT, (long) (SITE * site) - siteBase));
        add(Domain.Kind.HALL, skuOfRack, RACKS_PER_HALL, HALL * ROW, count, Instance.SITE);
        add(Domain.Kind.ROW, skuOfRack, RACKS_PER_ROW, ROW, RACKS_PER_HALL, 1);
        add(Domain.Kind.CDU, skuOfRack, RACKS_PER_CDU, CDU, RACKS_PER_ROW, 1 + halls);
        for (int rack = 0; rack < count; rack++) {
            long base = BASE_WATTS.get(skuOfRack[rack]);
            racks.add(
                    new Rack(
                            rack,
                            skuOfRack[rack],
                            ACCELERATORS,
                            1 + halls + rows + rack / RACKS_PER_CDU,
                            1 + halls + rack / RACKS_PER_ROW,
                            1 + rack / RACKS_PER_HALL,
                            base,
                            (long) rackWatts(skuOfRack[rack]) - base));
        }
    }

    /** Adds the domains of a kind: one per so many racks, below parents of so many racks each. */
    private void add(
            Domain.Kind kind,
            int[] skuOfRack,
            int racksEach,
            double share,
            int racksPerParent,
            int firstParent) {
        for (int group = 0; group < groups(skuOfRack.length, racksEach); group++) {
            long base = base(skuOfRack, group * racksEach, racksEach);
            domains.add(
                    new Domain(
                            kind,
                            group,
                            firstParent + group * racksEach / racksPerParent,
                            (long) (share * total(skuOfRack, group, racksEach)) - base));
        }
    }

    private static int groups(int racks, int size) {
        return (racks + size - 1) / size;
    }

    private static double total(int[] skuOfRack, int group, int size) {
        double watts = 0;
        for (int rack = group * size;
                rack < Math.min(skuOfRack.length, (group + 1) * size);
                rack++) {
            watts += rackWatts(skuOfRack[rack]);
        }
        return watts;
    }

    private static long base(int[] skuOfRack, int first, int size) {
        long watts = 0;
        for (int rack = first; rack < Math.min(skuOfRack.length, first + size); rack++) {
            watts += BASE_WATTS.get(skuOfRack[rack]);
        }
        return watts;
    }

    private static double rackWatts(int sku) {
        return RACK * (BASE_WATTS.get(sku) + (double) ACCELERATORS * PEAK_WATTS.get(sku));
    }

    List<Domain> domains() {
        return domains;
    }

    List<Rack> racks() {
        return racks;
    }
}
