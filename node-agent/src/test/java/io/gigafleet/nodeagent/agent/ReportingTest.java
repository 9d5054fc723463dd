package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.OutboundRecord.Channel;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent says and when. */
class ReportingTest {

    @TempDir Path directory;
    @TempDir Path otherDirectory;

    @Test
    void everyRackReportsOnceASecondWithGrowingSequences() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2").run(20);

        for (String rack : List.of("r1", "r2")) {
            List<RackTelemetry> records = agent.telemetry(rack);
            assertThat(records).hasSize(20);
            assertThat(records)
                    .extracting(RackTelemetry::getSequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(records)
                    .extracting(RackTelemetry::getBootId)
                    .containsOnly(records.getFirst().getBootId());
            assertThat(records.stream().skip(1))
                    .allMatch(record -> record.getIntervalMs() == 1_000);
        }
    }

    @Test
    void statusIsRepeatedEveryTenSecondsWithoutAnyChange() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").withoutPast().run(60);

        assertThat(agent.statuses("r1")).hasSizeBetween(6, 8);
    }

    @Test
    void canariesGoThroughEveryPartitionEachSecond() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").run(3);

        List<OutboundRecord> canaries =
                agent.sent().stream()
                        .filter(record -> record.key().equals("canary/host-1"))
                        .toList();
        assertThat(canaries).hasSize(24);
        assertThat(canaries.subList(0, 8))
                .extracting(OutboundRecord::partition)
                .containsExactlyElementsOf(IntStream.range(0, 8).boxed().toList());
        FacilityRecord first = AgentFixture.parsed(canaries.get(3), FacilityRecord.parser());
        assertThat(first.getCanary().getPartition()).isEqualTo(3);
        assertThat(first.getCanary().getRacksHosted()).isEqualTo(1);
    }

    @Test
    void loopReportsTheHeatOfItsRacks() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1", "r2").run(3);

        FacilityRecord loop =
                agent.sent().stream()
                        .filter(record -> record.key().equals("loop/l1"))
                        .map(record -> AgentFixture.parsed(record, FacilityRecord.parser()))
                        .toList()
                        .getLast();
        // Two idle racks of 21 kW, 87% into the liquid.
        assertThat(loop.getCdu().getHeatWatts()).isBetween(36_000L, 37_000L);
        assertThat(loop.getCdu().getSupplyMilliCelsius()).isEqualTo(40_000);
        assertThat(loop.getCdu().getReturnMilliCelsius()).isBetween(41_000, 42_000);
        assertThat(loop.getCdu().getFlowMillilitersPerMinute()).isEqualTo(420_000);
        assertThat(loop.getCdu().getHeatCapacityWatts()).isEqualTo(300_000);
    }

    @Test
    void sameSeedGivesTheSameFirstSixHundredSamplesByteForByte() {
        assertThat(samples(directory, 11)).isEqualTo(samples(otherDirectory, 11));
    }

    @Test
    void anotherSeedGivesOtherSamples() {
        List<String> one = samples(directory, 11);
        List<String> other = samples(otherDirectory, 12);

        assertThat(other).hasSameSizeAs(one).doesNotContainAnyElementsOf(one);
    }

    @Test
    void energyCountsOnOverARestart() throws InterruptedException {
        AgentFixture agent = new AgentFixture(directory, 1, "r1").run(10);
        agent.host.stop();
        assertThat(agent.lastTelemetry("r1").getRackEnergyJoules()).isEqualTo(210_000);

        AgentFixture again = new AgentFixture(directory, 1, "r1").run(1);
        assertThat(again.lastTelemetry("r1").getRackEnergyJoules()).isBetween(220_000L, 231_000L);
    }

    @Test
    void agentsThatHostHalfTheReplicasEachServeTheWholeStreamTogether() {
        AgentFixture one = new AgentFixture(directory, 1, "r1");
        AgentFixture two = new AgentFixture(otherDirectory, 1, "r2");
        AgentFixture whole = new AgentFixture(directory.resolve("whole"), 1, "r3");
        one.receive(half("r1", 0, 500_000)).run(60);
        two.receive(half("r2", 500_000, 1_000_000)).run(60);
        whole.receive(half("r3", 0, 1_000_000)).run(60);

        assertThat(one.requestsSeen("r1") + two.requestsSeen("r2"))
                .isEqualTo(whole.requestsSeen("r3"))
                .isBetween(650L, 790L);
        assertThat(one.requestsSeen("r1")).isBetween(320L, 400L);
    }

    @Test
    void wallClockThatJumpsMovesTheStreamAndNotTheRack() {
        AgentFixture agent = new AgentFixture(directory, 1, "r1");
        agent.receive(half("r1", 0, 1_000_000)).run(20);
        long before = agent.requestsSeen("r1");
        agent.clock.jumpEpoch(3_600_000);
        agent.run(10);

        // An hour would have brought 43,200 requests.
        assertThat(agent.requestsSeen("r1") - before).isBetween(60L, 200L);
        assertThat(agent.lastTelemetry("r1").getIntervalMs()).isEqualTo(1_000);
        assertThat(agent.lastTelemetry("r1").getSampledAtEpochMs())
                .isEqualTo(agent.clock.epochMillis());
    }

    private static io.gigafleet.schemas.v1.Assignment half(String rack, int from, int to) {
        return Orders.assignment(rack, 1, 0)
                .addReplicas(Orders.replica(rack + "-a", 0, 16, from, to))
                .build();
    }

    /**
     * The first 600 telemetry values of a serving agent; boot ids are random, so they are left out.
     */
    private static List<String> samples(Path directory, long seed) {
        AgentFixture agent =
                new AgentFixture(directory, seed, "r1", "r2")
                        .receive(Orders.assignment("r1", 1, 3).build())
                        .run(300);
        List<String> samples = new ArrayList<>();
        for (OutboundRecord record : agent.sent()) {
            if (record.channel() == Channel.TELEMETRY) {
                byte[] bytes =
                        AgentFixture.parsed(record, RackTelemetry.parser()).toBuilder()
                                .clearBootId()
                                .build()
                                .toByteArray();
                samples.add(Arrays.toString(bytes));
            }
        }
        assertThat(samples).hasSizeGreaterThanOrEqualTo(600);
        return samples.subList(0, 600);
    }
}
