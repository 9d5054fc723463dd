package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.fleet.PlannedWatts;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SKUs of an instance: one for each make of rack, named by its number there. */
final class InstanceSkus {

    private static final int ACCELERATORS_PER_TRAY = 4;

    /** Memory is no constraint of an instance. */
    private static final double AMPLE_MEMORY_GIGABYTES = 1_000;

    /** All heat of an instance is its CDU's. */
    private static final double ALL_LIQUID = 1.0;

    private record Make(int sku, int accelerators, long baseWatts, long budgetWatts) {
        static Make of(Rack rack) {
            return new Make(rack.sku(), rack.accelerators(), rack.baseWatts(), rack.budgetWatts());
        }
    }

    private final Map<Make, Sku> byMake = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    static InstanceSkus of(Instance instance) {
        InstanceSkus skus = new InstanceSkus();
        for (Rack rack : instance.racks()) {
            skus.byMake.computeIfAbsent(Make.of(rack), skus::sku);
        }
        return skus;
    }

    private Sku sku(Make make) {
        String name = "sku%d-%d".formatted(make.sku(), numbers.size());
        numbers.put(name, make.sku());
        return new Sku(
                new Metadata(name, Map.of()),
                new Sku.Spec(
                        make.accelerators(),
                        Math.max(1, make.accelerators() / ACCELERATORS_PER_TRAY),
                        0,
                        make.accelerators(),
                        AMPLE_MEMORY_GIGABYTES,
                        1,
                        1,
                        new Sku.Power(
                                make.baseWatts(),
                                make.baseWatts() + make.budgetWatts(),
                                0,
                                Math.max(1, make.budgetWatts() / make.accelerators()),
                                0),
                        new Sku.Cooling(ALL_LIQUID, 1, 40),
                        new Sku.Limits(87, 92, 95)));
    }

    Sku of(Rack rack) {
        Sku sku = byMake.get(Make.of(rack));
        if (sku == null) {
            throw new IllegalArgumentException("rack " + rack + " is of another instance");
        }
        return sku;
    }

    /** Names of the SKUs with a number, or none for any. */
    List<String> named(int requiredSku) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == requiredSku)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The planned watts of a deployment's replicas. */
    PlannedWatts planned(Deployment deployment) {
        return new ByNumber(numbers, deployment.wattsPerAccelerator());
    }

    /** Watts per accelerator by the SKU's number. */
    private record ByNumber(Map<String, Integer> numbers, List<Integer> watts)
            implements PlannedWatts {
        @Override
        public long aboveIdle(Sku sku, int accelerators) {
            Integer number = numbers.get(sku.name());
            if (number == null) {
                throw new IllegalArgumentException(sku.name() + " is of another instance");
            }
            return (long) accelerators * watts.get(number);
        }
    }
}
