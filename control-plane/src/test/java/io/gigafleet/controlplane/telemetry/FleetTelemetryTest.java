package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.reading;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTelemetryTest {

    private static final ServiceLookup BY_PREFIX =
            replicaId -> Optional.of(replicaId.substring(0, replicaId.indexOf('-')));

    private final FleetTelemetry fleet = new FleetTelemetry();

    @Test
    void newestReadingIsKept() {
        offer(telemetry("r1", 1, 1).setRackWatts(5_000), 0);
        offer(telemetry("r1", 1, 2).setRackWatts(7_000), 1);

        assertThat(latest("r1").power().watts()).isEqualTo(7_000);
    }

    @Test
    void olderReadingOfTheSameStartIsDropped() {
        offer(telemetry("r1", 1, 5).setRackWatts(7_000), 0);

        assertThat(offer(telemetry("r1", 1, 4).setRackWatts(1_000), 1))
                .isInstanceOf(Offered.Older.class);
        assertThat(offer(telemetry("r1", 1, 5).setRackWatts(1_000), 1))
                .isInstanceOf(Offered.Older.class);
        assertThat(latest("r1").power().watts()).isEqualTo(7_000);
    }

    @Test
    void anotherStartWithASmallerSequenceIsNewer() {
        offer(telemetry("r1", 1, 500), 0);

        assertThat(offer(telemetry("r1", 2, 1), 1)).isInstanceOf(Offered.Newest.class);
        assertThat(latest("r1").stamp().bootId()).isEqualTo(2);
    }

    @Test
    void earlierStartIsNeverGoneBackTo() {
        offer(telemetry("r1", 2, 1), 0);

        assertThat(offer(telemetry("r1", 1, 999), 1)).isInstanceOf(Offered.Older.class);
        assertThat(latest("r1").stamp().bootId()).isEqualTo(2);
    }

    @Test
    void bootIdsCompareAsUnsigned() {
        offer(telemetry("r1", Long.MAX_VALUE, 1), 0);

        assertThat(offer(telemetry("r1", Long.MIN_VALUE, 1), 1)).isInstanceOf(Offered.Newest.class);
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
        assertThat(rack("r1").lastMinute()).isEqualTo(ReadingDelta.NONE);
    }

    @Test
    void lostRecordCostsResolutionAndNoToken() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 5).addReplicas(replica("chat-1", 180)), 4);

        assertThat(rack("r1").sincePrevious().requests()).isEqualTo(80);
        assertThat(rack("r1").requestsPerSecond()).isEqualTo(20, within(1e-9));
    }

    @Test
    void restartedReplicaCountsFromZeroAndNeverNegative() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 7)), 1);

        ReplicaDelta delta = rack("r1").sincePrevious().replicas().getFirst();
        assertThat(delta.requests()).isEqualTo(7);
        assertThat(delta.outputTokens()).isEqualTo(70);
        assertThat(delta.timeToFirstToken()).isEqualTo(LatencyCounts.of(30, 7));
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
    void energyOfAnAgentThatLostItsCounterIsNotNegative() {
        offer(telemetry("r1", 1, 1).setRackEnergyJoules(1_000_000), 0);
        offer(telemetry("r1", 2, 1).setRackEnergyJoules(6_000), 1);

        assertThat(rack("r1").sincePrevious().energyJoules()).isEqualTo(6_000);
    }

    @Test
    void alarmBetweenTwoReadingsDoesNotDisturbRates() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 100)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 120)), 1);
        offer(telemetry("r1", 1, 3).setIntervalMs(50).addReplicas(replica("chat-1", 125)), 1);

        assertThat(rack("r1").requestsPerSecond()).isEqualTo(20, within(1e-9));
        assertThat(rack("r1").sincePrevious().requests()).isEqualTo(5);
    }

    @Test
    void lastMinuteForgetsWhatIsOlder() {
        for (int second = 0; second <= 300; second++) {
            long requests = second < 200 ? 10L * second : 2_000 + (second - 200);
            offer(telemetry("r1", 1, second + 1).addReplicas(replica("chat-1", requests)), second);
        }

        ReadingDelta lastMinute = rack("r1").lastMinute();
        assertThat(lastMinute.coveredMillis()).isBetween(60_000L, 80_000L);
        assertThat(lastMinute.requests()).isEqualTo(lastMinute.coveredMillis() / 1_000);
        assertThat(lastMinute.replicas().getFirst().timeToFirstToken().total())
                .isEqualTo(lastMinute.requests());
    }

    @Test
    void lastMinuteOfARackHeardAgainBeginsWhenItWasHeardAgain() {
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 10)), 0);
        offer(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 5_000)), 600);
        offer(telemetry("r1", 1, 3).addReplicas(replica("chat-1", 5_003)), 601);

        assertThat(rack("r1").lastMinute().requests()).isEqualTo(3);
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

        assertThat(fleet.services(BY_PREFIX)).containsOnlyKeys("chat", "code");
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

        assertThat(fleet.services(ServiceLookup.NONE)).isEmpty();
    }

    @Test
    void rackThatLeftTheRegistryIsForgotten() {
        offer(telemetry("r1", 1, 1), 0);
        offer(telemetry("r2", 1, 1), 0);

        fleet.forgetUnknown(SampleRecords.registryOf("r2"));

        assertThat(fleet.racks()).extracting(LiveRack::rackId).containsExactly("r2");
    }

    private Offered offer(RackTelemetry.Builder record, long second) {
        return fleet.offer(reading(record, START_MILLIS + 1_000 * second));
    }

    private LiveRack rack(String rackId) {
        return fleet.rack(rackId).orElseThrow();
    }

    private ServiceActivity service(String name) {
        return Optional.ofNullable(fleet.services(BY_PREFIX).get(name)).orElseThrow();
    }

    private RackReading latest(String rackId) {
        return rack(rackId).latest();
    }
}
