package io.gigafleet.bench.placement.baseline.fenzo;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import com.sun.management.OperatingSystemMXBean;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.InstanceReader;
import io.gigafleet.bench.placement.PlacedReplicas;
import io.gigafleet.bench.placement.PlanFile;
import io.gigafleet.bench.placement.baseline.SiteBook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Places an instance with Fenzo and its CPU bin packer, some thousand replicas at a time: each of
 * its iterations goes over all offers to look for expired ones, in time that grows with the square
 * of the racks.
 */
public final class FenzoMain {

    private static final long NEVER_SECONDS = 1_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Replicas of one iteration. */
    private static final int BATCH = 5_000;

    private final Instance instance;
    private final SiteBook book;
    private final TaskScheduler scheduler =
            new TaskScheduler.Builder()
                    .withLeaseOfferExpirySecs(NEVER_SECONDS)
                    .withLeaseRejectAction(lease -> {})
                    .withFitnessCalculator(BinPackingFitnessCalculators.cpuBinPacker)
                    .disableShortfallEvaluation()
                    .build();
    private int offers;

    private FenzoMain(Instance instance) {
        this.instance = instance;
        this.book = new SiteBook(instance);
    }

    /**
     * Takes the instance's directory and the file for the plan; prints the milliseconds that
     * placing took, and the CPU milliseconds.
     */
    public static void main(String[] arguments) throws IOException {
        Instance instance = InstanceReader.read(Path.of(arguments[0]));
        long cpuBefore = cpuNanos();
        long before = System.nanoTime();
        PlacedReplicas placed = new FenzoMain(instance).place();
        System.out.println((System.nanoTime() - before) / NANOS_PER_MILLI);
        System.out.println((cpuNanos() - cpuBefore) / NANOS_PER_MILLI);
        PlanFile.write(instance, placed, Path.of(arguments[1]));
        System.exit(0); // Fenzo leaves a pool of threads behind
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private PlacedReplicas place() {
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        List<VirtualMachineLease> fresh = new ArrayList<>();
        for (int rack = 0; rack < book.rackCount(); rack++) {
            fresh.add(offer(rack));
        }
        for (int first = 0; first < placed.size(); first += BATCH) {
            int end = Math.min(placed.size(), first + BATCH);
            Batch batch = new Batch(instance, book, first);
            SchedulingResult result = scheduler.scheduleOnce(batch.tasks(end), fresh);
            fresh = new ArrayList<>();
            for (VMAssignmentResult assigned : result.getResultMap().values()) {
                int rack = Integer.parseInt(assigned.getHostname());
                for (TaskAssignmentResult task : assigned.getTasksAssigned()) {
                    int replica = Integer.parseInt(task.getTaskId());
                    placed.place(replica, List.of(rack));
                    batch.book(replica, rack);
                }
                fresh.add(offer(rack));
            }
        }
        return placed;
    }

    private RackLease offer(int rack) {
        return new RackLease(rack, offers++, book.freeAccelerators(rack));
    }
}
