package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.agent.OutboundRecord.Channel;
import io.gigafleet.nodeagent.arrivals.Source;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is stepped says the same in every run, and leaves little to collect. */
class SteppedHostTest {

    private static final int RACKS = 24;
    private static final int SECONDS = 60;

    @TempDir Path directory;

    @Test
    void sameSeedGivesTheSameBytesInWhateverOrderLoopsAreHosted()
            throws IOException, InterruptedException {
        Map<String, String> one = heard("one", 5, false);

        assertThat(one).hasSize(RACKS);
        assertThat(heard("again", 5, false)).isEqualTo(one);
        assertThat(heard("reversed", 5, true)).isEqualTo(one);
        assertThat(heard("other", 6, false).values()).doesNotContainAnyElementsOf(one.values());
    }

    @Test
    void stepAllocatesNothing() {
        RackSimulation rack = new RackSimulation(TestSkus.gb300(), 1);
        rack.place(
                AssignmentReading.replicas(Orders.assignment("r1", 1, 8).build(), TestSkus.gb300())
                        .getFirst()
                        .plan());
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        work(rack, 2_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        work(rack, 1_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Measuring itself takes some bytes; one object a step would take 16,000.
        assertThat(allocated).isLessThan(4_000);
    }

    private static void work(RackSimulation rack, int steps) {
        ReplicaSimulation replica = rack.replicas().getFirst();
        for (int step = 0; step < steps; step++) {
            if (step % 3 == 0) {
                replica.offer(rack.nowMillis(), 500, 50);
            }
            rack.step(40, 1);
            if (step % 10 == 0) {
                rack.beginInterval();
            }
        }
    }

    /** A hash of all telemetry per rack, without what is random by intent: the boot id. */
    private Map<String, String> heard(String name, long seed, boolean isReversed)
            throws IOException, InterruptedException {
        List<HostedLoop> loops = new ArrayList<>();
        for (int first = 0; first < RACKS; first += 8) {
            loops.add(
                    new HostedLoop(
                            "l" + first,
                            1_350_000,
                            IntStream.range(first, first + 8)
                                    .mapToObj(rack -> new HostedRack("r" + rack, TestSkus.gb300()))
                                    .toList()));
        }
        SteppedHost host =
                new SteppedHost(
                        new HostedSite(
                                isReversed ? loops.reversed() : loops, SkuBook.with(List.of())),
                        seed,
                        Map.of("conversation", Source.rate("conversation", 400, 1, seed)),
                        directory.resolve(name));
        for (int i = 0; i < RACKS; i++) {
            String rack = "r" + (isReversed ? RACKS - 1 - i : i);
            Assignment.Builder assignment = Orders.assignment(rack, 1, 6);
            // Shares of one service may not overlap.
            assignment.getReplicasBuilderList().forEach(replica -> replica.setService(rack));
            host.order(assignment.build());
        }
        Map<String, MessageDigest> heard = new TreeMap<>();
        host.run(
                SECONDS,
                record -> {
                    if (record.channel() == Channel.TELEMETRY) {
                        heard.computeIfAbsent(record.key(), key -> digest())
                                .update(
                                        parsed(record).toBuilder()
                                                .clearBootId()
                                                .build()
                                                .toByteArray());
                    }
                });
        Map<String, String> hashes = new TreeMap<>();
        heard.forEach((rack, hash) -> hashes.put(rack, HexFormat.of().formatHex(hash.digest())));
        return hashes;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static RackTelemetry parsed(OutboundRecord record) {
        try {
            return RackTelemetry.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
