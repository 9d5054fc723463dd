package io.gigafleet.bench.ingest;

import com.sun.management.OperatingSystemMXBean;
import io.gigafleet.controlplane.bus.BusConfig;
import io.gigafleet.controlplane.bus.DeadLetters;
import io.gigafleet.controlplane.bus.FleetConsumer;
import io.gigafleet.controlplane.telemetry.ArrivedRecord;
import io.gigafleet.controlplane.telemetry.CrossingLimits;
import io.gigafleet.controlplane.telemetry.RackLimits;
import io.gigafleet.controlplane.telemetry.RackRegistry;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.RecordSink;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.TopicCatalogue;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The plane's path from the broker to the state of each rack and its limits, and nothing else of
 * the plane, in a process of its own: its CPU time is that path's, with garbage collection and
 * compilation. Prints {@code ready} when it follows and {@code result …} when it has read enough.
 */
public final class PlaneProbe {

    private static final int RACKS_OF_A_ROW = 16;
    private static final int ROWS_OF_A_HALL = 64;

    private PlaneProbe() {}

    /**
     * Reads records, first some to warm up, then those that count.
     *
     * @param arguments bootstrap servers, racks, records to warm up, records that count, seconds to
     *     look back
     */
    public static void main(String[] arguments) throws InterruptedException {
        int racks = Integer.parseInt(arguments[1]);
        long warmUp = Long.parseLong(arguments[2]);
        long counted = Long.parseLong(arguments[3]);
        BusConfig config = new ProbeConfig(arguments[0], Duration.parse(arguments[4]));
        TelemetryIngest ingest =
                new TelemetryIngest(TopicCatalogue.builtIn().facility().partitions());
        ingest.useRegistry(registry(racks));
        ingest.useServices(replica -> Optional.of(SampleFleet.serviceOf(replica)));
        ingest.watch(limits(racks), () -> {});
        Meter meter = new Meter(ingest, warmUp, warmUp + counted);
        try (DeadLetters deadLetters = new DeadLetters(config);
                FleetConsumer consumer = new FleetConsumer(config, meter, deadLetters)) {
            consumer.start();
            meter.following.await();
            System.out.println("ready");
            meter.done.await();
            System.out.println(meter.result());
            System.out.flush();
        }
    }

    /** Where to read, and how far back. */
    private record ProbeConfig(String bootstrapServers, Duration lookBack) implements BusConfig {
        @Override
        public int replicationFactor() {
            return 1;
        }

        @Override
        public long maxLagRecords() {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Passes records on, and notes time and CPU time when the first and the last that count come.
     */
    private static final class Meter implements RecordSink {

        final CountDownLatch following = new CountDownLatch(1);
        final CountDownLatch done = new CountDownLatch(1);
        private final RecordSink sink;
        private final long first;
        private final long last;
        private long records;
        private long rejected;
        private Usage atFirst = new Usage(0, 0, 0);
        private Usage atLast = new Usage(0, 0, 0);

        Meter(RecordSink sink, long first, long last) {
            this.sink = sink;
            this.first = first;
            this.last = last;
        }

        @Override
        public Receipt onTelemetry(ArrivedRecord arrived) {
            Receipt receipt = sink.onTelemetry(arrived);
            if (!(receipt instanceof Receipt.Taken)) {
                rejected++;
            }
            records++;
            if (records == first) {
                atFirst = Usage.now();
            }
            if (records == last) {
                atLast = Usage.now();
                done.countDown();
            }
            return receipt;
        }

        @Override
        public Receipt onFacility(ArrivedRecord arrived) {
            return sink.onFacility(arrived);
        }

        @Override
        public Receipt onStatus(ArrivedRecord arrived) {
            return sink.onStatus(arrived);
        }

        @Override
        public void onPolled(long polledAtMillis, long telemetryReadThroughMillis) {
            sink.onPolled(polledAtMillis, telemetryReadThroughMillis);
            following.countDown();
        }

        String result() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return "result %d %d %d %d %d %d"
                    .formatted(
                            last - first,
                            atLast.cpuNanos() - atFirst.cpuNanos(),
                            atLast.wallNanos() - atFirst.wallNanos(),
                            atLast.collectionMillis() - atFirst.collectionMillis(),
                            runtime.totalMemory() - runtime.freeMemory(),
                            rejected);
        }
    }

    private record Usage(long wallNanos, long cpuNanos, long collectionMillis) {
        static Usage now() {
            OperatingSystemMXBean system =
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Usage(
                    System.nanoTime(),
                    system.getProcessCpuTime(),
                    ManagementFactory.getGarbageCollectorMXBeans().stream()
                            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                            .sum());
        }
    }

    private static RackRegistry registry(int racks) {
        int rows = Math.ceilDiv(racks, RACKS_OF_A_ROW);
        int halls = Math.ceilDiv(rows, ROWS_OF_A_HALL);
        List<String> domains = new ArrayList<>(List.of("site"));
        for (int hall = 0; hall < halls; hall++) {
            domains.add("hall-" + hall);
        }
        for (int row = 0; row < rows; row++) {
            domains.add("row-" + row);
        }
        RackLimits limits =
                new RackLimits(
                        SampleFleet.ACCELERATORS,
                        SampleFleet.PEAK_WATTS,
                        SampleFleet.ACCELERATOR_PEAK_WATTS);
        List<RackRegistry.KnownRack> known = new ArrayList<>();
        for (int rack = 0; rack < racks; rack++) {
            int row = rack / RACKS_OF_A_ROW;
            known.add(
                    new RackRegistry.KnownRack(
                            SampleFleet.rackName(rack),
                            limits,
                            List.of(1 + halls + row, 1 + row / ROWS_OF_A_HALL, 0),
                            0));
        }
        return new RackRegistry(known, domains, List.of("loop"));
    }

    private static CrossingLimits limits(int racks) {
        int rows = Math.ceilDiv(racks, RACKS_OF_A_ROW);
        long[] domainWatts = new long[1 + Math.ceilDiv(rows, ROWS_OF_A_HALL) + rows];
        Arrays.fill(domainWatts, Long.MAX_VALUE);
        int[] deciCelsius = new int[racks];
        Arrays.fill(deciCelsius, 870);
        return new CrossingLimits(domainWatts, deciCelsius, deciCelsius);
    }
}
