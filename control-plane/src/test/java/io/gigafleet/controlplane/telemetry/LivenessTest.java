package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.fleet.Condition.BAD;
import static io.gigafleet.controlplane.fleet.Condition.FRESH;
import static io.gigafleet.controlplane.fleet.Condition.LOST;
import static io.gigafleet.controlplane.fleet.Condition.STALE;
import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.status;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories of silence: whose it is, and what the plane may conclude from it. */
class LivenessTest {

    private final LivenessStory story =
            new LivenessStory().rack("r1", "agent-1").rack("r2", "agent-2");

    @Test
    void heardRackIsFresh() {
        story.seconds(10);

        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);
        assertThat(story.report().pathProven()).isTrue();
    }

    @Test
    void rackNeverHeardIsStaleForEver() {
        story.silence("r1").seconds(300);

        assertThat(story.rackCondition("r1").condition()).isEqualTo(STALE);
        assertThat(story.rackCondition("r1").reason()).isEqualTo("never heard from");
    }

    @Test
    void silentRackIsStaleAfterFiveSecondsAndLostAfterThirty() {
        story.seconds(60).silence("r1").seconds(5);
        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);

        story.seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.seconds(23);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
        assertThat(story.conditionOf("r2")).isEqualTo(FRESH);
    }

    @Test
    void lostRackIsFreshWhenItIsHeardAgain() {
        story.seconds(60).silence("r1").seconds(60).speak("r1").seconds(1);

        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);
    }

    @Test
    void conditionKeepsTheTimeItBegan() {
        story.seconds(60).silence("r1").seconds(6);
        long staleSince = story.rackCondition("r1").sinceMillis();

        story.seconds(10);

        assertThat(staleSince).isEqualTo(START_MILLIS + 66_000);
        assertThat(story.rackCondition("r1").sinceMillis()).isEqualTo(staleSince);
    }

    @Test
    void deadHostLosesItsRacksWhileAnotherProvesThePath() {
        story.seconds(60).killHost("agent-1").seconds(31);

        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
        assertThat(story.conditionOf("r2")).isEqualTo(FRESH);
    }

    @Test
    void allHostsSilentIsOurOwnBlindness() {
        story.seconds(60).killHost("agent-1").killHost("agent-2").seconds(600);

        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
        assertThat(story.conditionOf("r2")).isEqualTo(STALE);
        assertThat(story.report().pathProven()).isFalse();
        assertThat(story.report().pathReason()).contains("no canary");
    }

    @Test
    void silenceWithoutCanariesIsNotCounted() {
        story.seconds(60).canaries(false).silence("r1").seconds(120);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.canaries(true).seconds(29);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.seconds(2);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
    }

    @Test
    void canaryGapStartsTheTimersAgain() {
        story.seconds(60).silence("r1").seconds(25).canaries(false).seconds(5).canaries(true);

        story.seconds(25);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.seconds(10);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
    }

    @Test
    void oneDeadPartitionLeavesThePathUnproven() {
        story.seconds(60).killPartition(1).silence("r1").seconds(120);

        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
        assertThat(story.conditionOf("r2")).isEqualTo(FRESH);
    }

    @Test
    void brokerOutageLosesNoRack() {
        story.seconds(60).broker(false).seconds(120);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.broker(true).seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);
    }

    @Test
    void planeCutOffFromTheBrokerLosesNoRack() {
        story.seconds(60).planeReads(false).seconds(120);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.planeReads(true).seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);
    }

    @Test
    void planeThatWasPausedLosesNoRackWhenItReadsCanariesFirst() {
        story.seconds(60).planeRuns(false).seconds(120);

        story.planeRuns(true).telemetryStaysUnread(true).seconds(40);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
        assertThat(story.report().pathReason()).contains("unread");

        story.telemetryStaysUnread(false).seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(FRESH);
    }

    @Test
    void pauseOfThePlaneStartsTheTimersAgain() {
        story.seconds(60).silence("r1").seconds(25).planeRuns(false).seconds(10).planeRuns(true);

        story.seconds(25);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);

        story.seconds(10);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
    }

    @Test
    void newLeaderStartsTheTimersAgain() {
        story.seconds(60).silence("r1").seconds(40);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);

        story.newLeader().seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
        assertThat(story.conditionOf("r2")).isEqualTo(FRESH);

        story.seconds(31);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
    }

    @Test
    void rackThatDiedWithThePlaneIsLostThoughOnlyItsStatusIsKnown() {
        story.reportStatus("r1").seconds(10).silence("r1").seconds(60).newPlane().seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
        assertThat(story.rackCondition("r1").reason()).contains("no telemetry since");

        story.seconds(31);
        assertThat(story.conditionOf("r1")).isEqualTo(LOST);
    }

    @Test
    void rackWhoseStatusComesIsNotSilent() {
        story.seconds(60).silence("r1");
        for (int round = 0; round < 6; round++) {
            story.reportStatus("r1").seconds(10);
        }

        assertThat(story.conditionOf("r1")).isEqualTo(STALE);
    }

    @Test
    void planeClockThatRunsAheadOrBehindDoesNotMatter() {
        for (long aheadMillis : List.of(60_000L, -60_000L)) {
            LivenessStory skewed =
                    new LivenessStory()
                            .planeClockAhead(aheadMillis)
                            .rack("r1", "agent-1")
                            .rack("r2", "agent-2")
                            .seconds(60);
            assertThat(skewed.conditionOf("r1")).isEqualTo(FRESH);

            skewed.silence("r1").seconds(6);
            assertThat(skewed.conditionOf("r1")).isEqualTo(STALE);

            skewed.seconds(25);
            assertThat(skewed.conditionOf("r1")).isEqualTo(LOST);

            skewed.broker(false).seconds(10);
            assertThat(skewed.conditionOf("r2")).isEqualTo(STALE);
        }
    }

    @Test
    void trippedRackIsBadThoughItIsHeard() {
        story.seconds(10)
                .deliver(
                        ingest ->
                                ingest.onStatus(
                                        ArrivedRecord.of(
                                                "r1",
                                                status("r1", 1, 1)
                                                        .setTrip(
                                                                Trip.newBuilder()
                                                                        .setTripId("t1")
                                                                        .setCause(
                                                                                TripCause
                                                                                        .TRIP_CAUSE_LEAK)
                                                                        .setDetail("tray 4"))
                                                        .build()
                                                        .toByteArray(),
                                                START_MILLIS,
                                                0,
                                                0)))
                .seconds(1);

        assertThat(story.conditionOf("r1")).isEqualTo(BAD);
        assertThat(story.rackCondition("r1").reason())
                .isEqualTo("cut off (leak): tray 4; mend it, then clear its trip t1");
    }

    @Test
    void sharedIdentityIsBadUntilAMinuteAfterItWasLastSeen() {
        story.seconds(10).deliver(ingest -> stranger(ingest, 2, START_MILLIS + 10_000)).seconds(1);
        assertThat(story.conditionOf("r1")).isEqualTo(BAD);
        assertThat(story.rackCondition("r1").reason()).contains("two agents report as this rack");

        story.seconds(62);
        assertThat(story.conditionOf("r1")).isNotEqualTo(BAD);
    }

    /** A second agent sends one record for r1, between two of the first one. */
    private static void stranger(TelemetryIngest ingest, long bootId, long appendedAtMillis) {
        ingest.onTelemetry(
                ArrivedRecord.of(
                        "r1",
                        telemetry("r1", bootId, 1).build().toByteArray(),
                        appendedAtMillis,
                        0,
                        0));
    }
}
