package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTelemetryTest {

    private static final ServiceLookup BY_PREFIX =
            replicaId -> Optional.of(replicaId.substring(0, replicaId.indexOf('-')));

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private final FleetTelemetry fleet = ingest.fleet();

    @BeforeEach
    void twoRacksAreKnown() {
        ingest.useRegistry(registryOf("r1", "r2"));
        ingest.useServices(BY_PREFIX);
    }

    @Test
    void newestReadingIsKept() {
        offer(telemetry("r1", 1, 1).setRackWatts(5_000), 0);
        offer(telemetry("r1", 1, 2).setRackWatts(7_000), 1);

        assertThat(latest("r1").power().watts()).isEqualTo(7_000);
    }

    @Test
    void olderReadingOfTheSameStartIsDropped() {
        offer(telemetry("r1", 1, 5).setRackWatts(7_000), 0);

        offer(telemetry("r1", 1, 4).setRackWatts(1_000), 1);
        offer(telemetry("r1", 1, 5).setRackWatts(1_000), 1);

        assertThat(ingest.counts().older()).isEqualTo(2);
        assertThat(latest("r1").power().watts()).isEqualTo(7_000);
    }

    @Test
    void anotherStartWithASmallerSequenceIsNewer() {
        offer(telemetry("r1", 1, 500), 0);

        offer(telemetry("r1", 2, 1), 1);
        assertThat(latest("r1").stamp().bootId()).isEqualTo(2);
    }

    @Test
    void earlierStartIsNeverGoneBackTo() {
        offer(telemetry("r1", 2, 1), 0);

        offer(telemetry("r1", 1, 999), 1);

        assertThat(latest("r1").stamp().bootId()).isEqualTo(2);
    }

    @Test
    void bootIdsCompareAsUnsigned() {
        offer(telemetry("r1", Long.MAX_VALUE, 1), 0);

        offer(telemetry("r1", Long.MIN_VALUE, 1), 1);

        assertThat(latest("r1").stamp().bootId()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void restartIsNoSecondIdentity() {
        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r1", 2, 1), 1);
        offer(telemetry("r1", 3, 1), 2);

        assertThat(rack("r1").identityReturns()).isZero();
    }

    @Test
    void alternatingStartsAreASecondIdentity() {
        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r1", 2, 1), 1);
        offer(telemetry("r1", 1, 2), 2);

        assertThat(rack("r1").identityReturns()).isEqualTo(1);
        assertThat(rack("r1").identityReturnedAtMillis()).isEqualTo(START_MILLIS + 2_000);

        offer(telemetry("r1", 2, 2), 3);

        assertThat(rack("r1").identityReturns()).isEqualTo(2);
        assertThat(latest("r1").stamp().bootId()).isEqualTo(2);
    }

    @Test
    void replayedHourOfAnEarlierStartIsNoSecondIdentity() {
        offer(telemetry("r1", 2, 1), 3_600);
        offer(telemetry("r1", 1, 77).setRackWatts(9_999), 3_601);
        offer(telemetry("r1", 2, 2), 3_602);

        assertThat(rack("r1").identityReturns()).isZero();
        assertThat(latest("r1").power().watts()).isEqualTo(6_000);
    }

    @Test
    void recordsReadAgainAreNoSecondIdentity() {
        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r1", 1, 2), 1);
        offer(telemetry("r1", 2, 1), 2);

        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r1", 1, 2), 1);
        offer(telemetry("r1", 2, 1), 2);

        assertThat(rack("r1").identityReturns()).isZero();
    }

    @Test
    void countersBecomeRates() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 120)), 1);

        assertThat(rack("r1").requestsPerSecond()).isEqualTo(20, within(1e-9));
        assertThat(rack("r1").outputTokensPerSecond()).isEqualTo(200, within(1e-9));
        assertThat(rack("r1").rateSpanOf("chat-1").orElseThrow().inputTokens()).isEqualTo(2_000);
    }

    @Test
    void firstReadingHasNoRates() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);

        assertThat(rack("r1").requestsPerSecond()).isZero();
        assertThat(rack("r1").rateSpan()).isEqualTo(ReadingDelta.NONE);
        assertThat(service("chat").timeToFirstToken().total()).isZero();
    }

    @Test
    void lostRecordCostsResolutionAndNoToken() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 5).addReplicas(replica("chat-1", 180)), 4);

        assertThat(rack("r1").rateSpan().requests()).isEqualTo(80);
        assertThat(rack("r1").requestsPerSecond()).isEqualTo(20, within(1e-9));
    }

    @Test
    void restartedReplicaCountsFromZeroAndNeverNegative() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 7)), 1);

        assertThat(rack("r1").rateSpan().replicas())
                .containsExactly(new ReplicaDelta("chat-1", 7, 700, 70, 0));
        assertThat(service("chat").timeToFirstToken()).isEqualTo(LatencyCounts.of(30, 7));
    }

    @Test
    void newReplicaCountsFromItsStart() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(
                telemetry("r1", 1, 2)
                        .addReplicas(replica("code-1", 4))
                        .addReplicas(replica("chat-1", 101)),
                1);

        assertThat(rack("r1").rateSpanOf("code-1").orElseThrow().requests()).isEqualTo(4);
        assertThat(rack("r1").rateSpanOf("chat-1").orElseThrow().requests()).isEqualTo(1);
    }

    @Test
    void alarmBetweenTwoReadingsDoesNotDisturbRates() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 120)), 1);
        offer(telemetry("r1", 1, 3).setIntervalMs(50).addReplicas(replica("chat-1", 125)), 1);

        assertThat(rack("r1").requestsPerSecond()).isEqualTo(20, within(1e-9));
        assertThat(service("chat").timeToFirstToken().total()).isEqualTo(25);
    }

    @Test
    void lastMinuteForgetsWhatIsOlder() {
        for (int second = 0; second <= 300; second++) {
            long requests = second < 200 ? 10L * second : 2_000 + (second - 200);
            offer(telemetry("r1", 1, second + 1).addReplicas(replica("chat-1", requests)), second);
        }

        assertThat(service("chat").timeToFirstToken().total()).isBetween(60L, 70L);
        assertThat(service("chat").timePerOutputToken().total()).isBetween(60L, 70L);
    }

    @Test
    void latenciesOfALongSilenceAreNotThoseOfTheLastMinute() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 10)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 5_000)), 600);
        offer(telemetry("r1", 1, 3).addReplicas(replica("chat-1", 5_003)), 601);

        assertThat(service("chat").timeToFirstToken().total()).isEqualTo(3);
    }

    @Test
    void serviceAddsUpItsReplicasOnAllRacks() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r2", 1, 1).addReplicas(replica("chat-2", 200)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 110)), 1);
        offer(
                telemetry("r2", 1, 2)
                        .addReplicas(replica("chat-2", 230))
                        .addReplicas(replica("code-1", 1)),
                1);

        ServiceActivity chat = service("chat");

        assertThat(fleet.services()).containsOnlyKeys("chat", "code");
        assertThat(chat.replicasServing()).isEqualTo(2);
        assertThat(chat.requestsPerSecond()).isEqualTo(40, within(1e-9));
        assertThat(chat.outputTokensPerSecond()).isEqualTo(400, within(1e-9));
        assertThat(chat.queuedRequests()).isEqualTo(6);
        assertThat(chat.timeToFirstToken().count(30)).isEqualTo(40);
        assertThat(chat.timePerOutputToken().count(15)).isEqualTo(40);
    }

    @Test
    void silentRackTakesNoPartInItsService() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r2", 1, 1).addReplicas(replica("chat-2", 100)), 11);

        assertThat(service("chat").replicasHeard()).isEqualTo(1);
    }

    @Test
    void replicaOfNoServiceIsLeftOut() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);

        assertThat(fleet.services()).containsOnlyKeys("chat");

        ingest.useServices(ServiceLookup.NONE);

        assertThat(fleet.services()).isEmpty();
    }

    @Test
    void rackThatLeftTheRegistryIsForgotten() {
        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r2", 1, 1), 0);

        ingest.useRegistry(registryOf("r2"));

        assertThat(fleet.racks()).extracting(LiveRack::rackId).containsExactly("r2");
    }

    @Test
    void twoReplicasOfOneIdAreTwo() {
        for (int second = 0; second < 3; second++) {
            offer(
                    telemetry("r1", 1, second + 1)
                            .addReplicas(replica("chat-1", 100 + second))
                            .addReplicas(replica("chat-1", 10 + second)),
                    second);
        }

        assertThat(rack("r1").rateSpan().replicas())
                .extracting(ReplicaDelta::requests)
                .containsExactly(1L, 1L);
    }

    @Test
    void histogramWhoseRangeMovesIsStillSubtracted() {
        offer(telemetry("r1", 1, 1).addReplicas(firstTokens(30, 5, 5)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(firstTokens(30, 5, 7, 1)), 1);
        offer(telemetry("r1", 1, 3).addReplicas(firstTokens(28, 2, 0, 5, 7, 1)), 2);

        LatencyCounts counts = service("chat").timeToFirstToken();
        assertThat(counts).isEqualTo(LatencyCounts.of(28, 2, 0, 0, 2, 1));
    }

    private static ReplicaTelemetry.Builder firstTokens(int firstBucket, long... counts) {
        LatencyHistogram.Builder histogram =
                LatencyHistogram.newBuilder().setFirstBucket(firstBucket);
        Arrays.stream(counts).forEach(histogram::addCounts);
        return replica("chat-1", 10).setTimeToFirstToken(histogram);
    }

    private void offer(RackTelemetry.Builder record, long second) {
        Receipt receipt = ingest.onTelemetry(arrived(record, START_MILLIS + 1_000 * second));
        if (receipt instanceof Rejected rejected) {
            assertThat(rejected.cause()).isEqualTo(RejectCause.REPLAYED);
        }
    }

    private LiveRack rack(String rackId) {
        return fleet.rack(rackId).orElseThrow();
    }

    private ServiceActivity service(String name) {
        return Optional.ofNullable(fleet.services().get(name)).orElseThrow();
    }

    private RackReading latest(String rackId) {
        return rack(rackId).latest();
    }
}
