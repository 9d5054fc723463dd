package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.status;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.MeterReading;
import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DarkRackTest {

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private final Liveness liveness = new Liveness(LivenessLimits.STANDARD);
    private long sequence;

    @BeforeEach
    void rackIsKnown() {
        ingest.useRegistry(registryOf("r1"));
    }

    @Test
    void rackOfADarkDomainStaysBadHoweverOftenItIsHeard() {
        say(powered(), 0);
        meter(0, 100);
        say(unpowered(), 200);
        assertBad("its power domain d0 has no feed");

        meter(0, 20_000);
        say(unpowered(), 20_500);
        assertBad("its power domain d0 has no feed");
    }

    @Test
    void rackIsBelievedAgainOnceTheFeedIsBack() {
        meter(0, 0);
        say(unpowered(), 100);
        meter(1, 200);
        say(powered(), 300);

        assertThat(condition().condition()).isEqualTo(Condition.FRESH);
    }

    @Test
    void rackThatDrawsPowerAfterTheMetersWordIsNotInTheDark() {
        meter(0, 0);
        say(powered(), 5_000);

        assertThat(condition().condition()).isEqualTo(Condition.FRESH);
    }

    @Test
    void rackThatSaysItHasNoPowerIsBadThoughNoMeterIsHeard() {
        report(status("r1", 1, 1), 0);
        say(powered(), 0);
        say(unpowered(), 3_000);
        assertThat(condition().condition())
                .as("no word yet of who did it")
                .isEqualTo(Condition.FRESH);
        say(unpowered(), 5_000);

        assertBad("it has no power, though nobody cut it off");
    }

    @Test
    void rackThatIsOrderedToBeOffIsNotBadForThat() {
        report(isolated(1), 0);
        say(unpowered(), 100);
        say(unpowered(), 3_000);
        assertThat(condition().condition()).isEqualTo(Condition.FRESH);

        report(status("r1", 1, 2), 4_000);
        say(unpowered(), 4_100);
        assertThat(condition().condition()).as("just given power").isEqualTo(Condition.FRESH);
    }

    private void assertBad(String reason) {
        assertThat(condition())
                .satisfies(
                        rack -> {
                            assertThat(rack.condition()).isEqualTo(Condition.BAD);
                            assertThat(rack.reason()).isEqualTo(reason);
                        });
    }

    private RackCondition condition() {
        return liveness.evaluate(
                        START_MILLIS + 1_000, ingest.pathSigns(), ingest.rackSigns(List.of("r1")))
                .of("r1")
                .orElseThrow();
    }

    private RackTelemetry.Builder powered() {
        return telemetry("r1", 1, ++sequence);
    }

    private RackTelemetry.Builder unpowered() {
        return powered()
                .clearAcceleratorWatts()
                .addAllAcceleratorWatts(List.of(0, 0, 0, 0))
                .setRackWatts(0)
                .addAlarms(RackAlarm.RACK_ALARM_UNPOWERED);
    }

    private static RackStatus.Builder isolated(long sequence) {
        return status("r1", 1, sequence).setIsolation(Isolation.newBuilder().setElectric(true));
    }

    private void say(RackTelemetry.Builder record, long afterMillis) {
        assertThat(ingest.onTelemetry(arrived(record, START_MILLIS + afterMillis)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }

    private void report(RackStatus.Builder status, long afterMillis) {
        assertThat(
                        ingest.onStatus(
                                arrived(
                                        "r1",
                                        status.build().toByteArray(),
                                        START_MILLIS + afterMillis)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }

    private void meter(int feedsPresent, long afterMillis) {
        FacilityRecord record =
                FacilityRecord.newBuilder()
                        .setSource("meter/d0")
                        .setBootId(1)
                        .setSequence(++sequence)
                        .setMeter(
                                MeterReading.newBuilder()
                                        .setDomain("d0")
                                        .setFeedPresent(feedsPresent > 0)
                                        .setFeeds(2)
                                        .setFeedsPresent(feedsPresent))
                        .build();
        assertThat(
                        ingest.onFacility(
                                arrived(
                                        "meter/d0",
                                        record.toByteArray(),
                                        START_MILLIS + afterMillis)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }
}
