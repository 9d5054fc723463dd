package io.gigafleet.nodeagent.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.arrivals.Source;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent whose simulation runs as far as a test asks and not on a thread of its own. Loop {@code
 * l1} holds its racks.
 */
final class AgentFixture {

    static final double REQUESTS_PER_SECOND = 12;

    final TestClock clock = new TestClock();
    final AgentHost host;
    final StateDirectory state;
    private final List<OutboundRecord> sent = new ArrayList<>();

    AgentFixture(Path directory, long seed, String... racks) {
        this(directory, seed, 1, FaultPlan.NONE, racks);
    }

    AgentFixture(Path directory, long seed, double speed, FaultPlan faults, String... racks) {
        this(directory, seed, speed, faults, 0, racks);
    }

    AgentFixture(
            Path directory,
            long seed,
            double speed,
            FaultPlan faults,
            double failureMultiple,
            String... racks) {
        try {
            state = new StateDirectory(directory);
            host =
                    new AgentHost(
                            new AgentSettings(
                                    "host-1",
                                    "test",
                                    Optional.empty(),
                                    seed,
                                    speed,
                                    TestClock.START_EPOCH_MILLIS,
                                    faults,
                                    failureMultiple),
                            clock,
                            new HostedSite(
                                    List.of(
                                            new HostedLoop(
                                                    "l1",
                                                    300_000,
                                                    Stream.of(racks)
                                                            .map(
                                                                    id ->
                                                                            new HostedRack(
                                                                                    id,
                                                                                    TestSkus
                                                                                            .gb300()))
                                                            .toList())),
                                    SkuBook.with(List.of())),
                            Map.of(
                                    "conversation",
                                    Source.rate("conversation", REQUESTS_PER_SECOND, 1, seed)),
                            state,
                            OutboundBuffer.forRacks(racks.length, 8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Tells all racks without state that nothing is known of them, as the bus does first. */
    AgentFixture withoutPast() {
        for (String rack : host.intake().racksToRecall()) {
            recall(rack, Optional.empty());
        }
        return this;
    }

    /** Tells a rack what it said last. */
    AgentFixture recall(String rack, Optional<RackStatus> last) {
        try {
            host.intake().recall(rack, last);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Hands it an assignment as the bus would. */
    AgentFixture receive(Assignment assignment) {
        try {
            host.intake().take(assignment, false);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    AgentFixture receive(RackMessage message) {
        try {
            host.mailbox().post(message);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Runs the simulation for whole seconds. */
    AgentFixture run(int seconds) {
        for (int step = 0; step < seconds * 10; step++) {
            step();
        }
        return this;
    }

    /** Runs the simulation for one step and takes what it sent. */
    AgentFixture step() {
        try {
            host.loop().turn(clock.monotonicMillis());
            clock.advance(100);
            take(host.outbound().urgent());
            take(host.outbound().regular());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Runs a step and hands it an assignment after the requests of that step were given out. */
    AgentFixture receiveWithinStep(Assignment assignment) throws InterruptedException {
        long now = clock.monotonicMillis();
        host.loop().bringRequests(now);
        receive(assignment);
        host.loop().handleWaiting();
        for (int slice = 0; slice < host.loop().slices(); slice++) {
            host.loop().simulate(slice, now);
            host.loop().speak(slice, now);
        }
        host.loop().end(now);
        clock.advance(100);
        take(host.outbound().regular());
        return this;
    }

    private void take(OutboundLane lane) throws InterruptedException {
        @Nullable OutboundRecord record = lane.poll(0);
        while (record != null) {
            sent.add(record);
            record = lane.poll(0);
        }
    }

    /** All records sent so far. */
    List<OutboundRecord> sent() {
        return sent;
    }

    List<RackTelemetry> telemetry(String rack) {
        return sent.stream()
                .filter(record -> record.channel() == OutboundRecord.Channel.TELEMETRY)
                .filter(record -> record.key().equals(rack))
                .map(record -> parsed(record, RackTelemetry.parser()))
                .toList();
    }

    RackTelemetry lastTelemetry(String rack) {
        return telemetry(rack).getLast();
    }

    List<RackStatus> statuses(String rack) {
        return sent.stream()
                .filter(record -> record.channel() == OutboundRecord.Channel.RACK_STATUS)
                .filter(record -> record.key().equals(rack))
                .map(record -> parsed(record, RackStatus.parser()))
                .toList();
    }

    RackStatus lastStatus(String rack) {
        return statuses(rack).getLast();
    }

    /** Requests a rack's replicas were offered so far. */
    long requestsSeen(String rack) {
        return lastTelemetry(rack).getReplicasList().stream()
                .mapToLong(AgentFixture::requestsSeen)
                .sum();
    }

    private static long requestsSeen(ReplicaTelemetry replica) {
        return replica.getRequests()
                + replica.getQueuedRequests()
                + replica.getRunningRequests()
                + replica.getRequestsRejected();
    }

    static <M> M parsed(OutboundRecord record, com.google.protobuf.Parser<M> parser) {
        try {
            return parser.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
