package io.gigafleet.bench.ingest;

import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Records as the racks of a busy site send them: columns that move a little each second, replicas
 * that have served for hours. The same seed gives the same records.
 */
public final class SampleFleet {

    /** Accelerators of a rack: an NVL72's. */
    public static final int ACCELERATORS = 72;

    /** Watts of a rack at its peak: a GB300 NVL72's. */
    public static final int PEAK_WATTS = 140_000;

    /** Watts of one of its accelerators. */
    public static final int ACCELERATOR_PEAK_WATTS = 1_400;

    private static final int INTERVAL_MILLIS = 1_000;
    private static final int MEMORY_USED_MIB = 200_000;
    private static final int OVERHEAD_WATTS = 21_000;

    private final List<SampleReplica> replicas = new ArrayList<>();
    private final int racks;
    private final SplittableRandom random;
    private long sequence;

    /**
     * A fleet of which nothing was sent.
     *
     * @param replicas on all racks, dealt out evenly
     */
    public SampleFleet(int racks, int replicas, long seed) {
        this.racks = racks;
        this.random = new SplittableRandom(seed);
        for (int replica = 0; replica < replicas; replica++) {
            this.replicas.add(new SampleReplica(replica, random));
        }
    }

    /** The name of a rack. */
    public static String rackName(int rack) {
        return "h1-r" + (rack / 16) + "-p" + (rack % 16);
    }

    /** A service of a replica; services have 256 replicas each. */
    public static String serviceOf(String replicaId) {
        return replicaId.substring(0, replicaId.lastIndexOf('-'));
    }

    public int racks() {
        return racks;
    }

    /** A second goes by. */
    public void nextSecond() {
        sequence++;
    }

    /** A rack's record of this second. */
    public byte[] record(int rack) {
        int load = random.nextInt(600, 1_000);
        RackTelemetry.Builder record =
                RackTelemetry.newBuilder()
                        .setRackId(rackName(rack))
                        .setBootId(1L << 20)
                        .setSequence(sequence)
                        .setSampledAtEpochMs(System.currentTimeMillis())
                        .setIntervalMs(INTERVAL_MILLIS)
                        .addAllAcceleratorWatts(column(load, load + 300))
                        .addAllAcceleratorWattsMax(column(load + 50, load + 400))
                        .addAllAcceleratorDieDeciCelsius(column(600, 800))
                        .addAllAcceleratorDieDeciCelsiusMax(column(650, 830))
                        .addAllAcceleratorMemoryDeciCelsius(column(650, 850))
                        .addAllAcceleratorUtilizationPermille(column(300, 1_000))
                        .addAllAcceleratorClockPermille(column(950, 1_001))
                        .addAllAcceleratorMemoryUsedMib(
                                column(MEMORY_USED_MIB, MEMORY_USED_MIB + 50_000))
                        .setRackWatts(OVERHEAD_WATTS + load * ACCELERATORS)
                        .setRackWattsMax(OVERHEAD_WATTS + (load + 100) * ACCELERATORS)
                        .setRackEnergyJoules(100_000_000 + 80_000 * sequence)
                        .setSupplyMilliCelsius(random.nextInt(40_000, 41_000))
                        .setReturnMilliCelsius(random.nextInt(49_000, 51_000))
                        .setReturnMilliCelsiusMax(random.nextInt(51_000, 52_000))
                        .setFlowMillilitersPerMinute(random.nextInt(200_000, 210_000))
                        .setCoolantPressurePascals(200_000)
                        .setSwitchTraysUp(9)
                        .setLeak(LeakState.LEAK_STATE_DRY);
        int to = (int) ((long) replicas.size() * (rack + 1) / racks);
        for (int index = (int) ((long) replicas.size() * rack / racks); index < to; index++) {
            record.addReplicas(replicas.get(index).nextSecond(random));
        }
        return record.build().toByteArray();
    }

    private List<Integer> column(int from, int to) {
        return IntStream.range(0, ACCELERATORS)
                .map(entry -> random.nextInt(from, to))
                .boxed()
                .toList();
    }
}
