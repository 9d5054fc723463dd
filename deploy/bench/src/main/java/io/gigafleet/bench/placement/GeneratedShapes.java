package io.gigafleet.bench.placement;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws what deployments ask for, with the frequencies of the given instances. */
final class GeneratedShapes {

    /** Replicas of a deployment, and how many in a hundred deployments have so many. */
    private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16, 32);

    private static final List<Integer> SIZE_SHARES = List.of(30, 20, 20, 15, 10, 5);

    /** How many in a hundred deployments have priority 0, 1, 2, 3. */
    private static final List<Integer> PRIORITY_SHARES = List.of(20, 40, 30, 10);

    /** How many in a hundred run on SKU 0 only, on SKU 1 only, on any. */
    private static final List<Integer> SKU_SHARES = List.of(5, 10, 85);

    /** At most so many deployments' worth: a fiftieth of the site, and this. */
    private static final int ACCELERATORS_MAX = 2_048;

    private static final double SITE_SHARE_MAX = 0.02;

    /** Rows a deployment's replicas need at least: all of it in one, or in 2, 4, 8. */
    private static final List<Integer> ROWS_NEEDED = List.of(1, 2, 4, 8);

    private static final List<Integer> GANG_RACKS = List.of(2, 3, 4, 6, 8);
    private static final List<Integer> GANG_SHARES = List.of(40, 15, 25, 10, 10);

    private final SplittableRandom random;
    private final int rows;
    private final long acceleratorsMax;

    GeneratedShapes(GeneratedPlant plant, SplittableRandom random) {
        this.random = random;
        this.rows =
                (int)
                        plant.domains().stream()
                                .filter(domain -> domain.kind() == Domain.Kind.ROW)
                                .count();
        this.acceleratorsMax =
                Math.min(
                        ACCELERATORS_MAX,
                        (long)
                                (SITE_SHARE_MAX
                                        * plant.racks().size()
                                        * GeneratedPlant.ACCELERATORS));
    }

    /** A deployment to be, without its tenant. */
    record Shape(
            String model,
            int replicas,
            int accelerators,
            int racks,
            List<Integer> watts,
            int requiredSku,
            int maxPerRow,
            int priority) {
        Shape {
            watts = List.copyOf(watts);
        }
    }

    /** A deployment whose replicas take a part of a rack each, or one rack. */
    Shape partOfRack(Mix mix) {
        List<ModelKind> kinds = ModelKind.ALL.stream().filter(kind -> kind.isIn(mix)).toList();
        ModelKind kind = kinds.get(pick(kinds.stream().map(ModelKind::share).toList()));
        return shape(mix, kind, kind.name(), kind.accelerators(), Deployment.PART_OF_A_RACK);
    }

    /** A deployment whose replicas are gangs of whole racks. */
    Shape gang(Mix mix) {
        int racks = GANG_RACKS.get(pick(GANG_SHARES));
        ModelKind kind = ModelKind.ALL.getLast();
        return shape(mix, kind, "gang-" + racks, racks * GeneratedPlant.ACCELERATORS, racks);
    }

    private Shape shape(Mix mix, ModelKind kind, String model, int accelerators, int racks) {
        int replicas = SIZES.get(pick(SIZE_SHARES));
        while (replicas > 1 && (long) replicas * accelerators > acceleratorsMax) {
            replicas /= 2;
        }
        int wantedRows = ROWS_NEEDED.get(random.nextInt(ROWS_NEEDED.size()));
        int sku = pick(SKU_SHARES);
        return new Shape(
                model,
                replicas,
                accelerators,
                racks,
                IntStream.range(0, GeneratedPlant.skus())
                        .mapToObj(index -> kind.watts(GeneratedPlant.peakWatts(index), mix))
                        .toList(),
                sku < GeneratedPlant.skus() ? sku : Deployment.ANY_SKU,
                Math.max(Math.max(1, replicas / wantedRows), (replicas + rows - 1) / rows),
                pick(PRIORITY_SHARES));
    }

    /** An index, with a chance in proportion to its share. */
    private int pick(List<Integer> shares) {
        int left = random.nextInt(shares.stream().mapToInt(Integer::intValue).sum());
        int index = 0;
        while (left >= shares.get(index)) {
            left -= shares.get(index++);
        }
        return index;
    }
}
