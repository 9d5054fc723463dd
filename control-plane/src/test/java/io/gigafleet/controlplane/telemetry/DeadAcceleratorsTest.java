package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadAcceleratorsTest {

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private long sequence;

    @BeforeEach
    void rackIsKnown() {
        ingest.useRegistry(registryOf("r1"));
    }

    @Test
    void acceleratorWithoutPowerAmongOthersIsDeadUntilItDrawsAgain() {
        say(watts(900, 0, 900, 0));
        assertThat(ingest.fleet().deadAccelerators("r1")).containsExactly(1, 3);

        say(watts(900, 900, 900, 0));
        assertThat(ingest.fleet().deadAccelerators("r1")).containsExactly(3);

        say(watts(900, 900, 900, 900));
        assertThat(ingest.fleet().deadAccelerators("r1")).isEmpty();
    }

    @Test
    void rackWithoutPowerHasNoDeadAccelerators() {
        say(watts(0, 0, 0, 0));
        assertThat(ingest.fleet().deadAccelerators("r1")).isEmpty();

        say(watts(900, 0, 900, 900).addAlarms(RackAlarm.RACK_ALARM_UNPOWERED));
        assertThat(ingest.fleet().deadAccelerators("r1")).isEmpty();
    }

    @Test
    void rackThatWasNeverHeardHasNone() {
        assertThat(ingest.fleet().deadAccelerators("r1")).isEmpty();
        assertThat(ingest.fleet().deadAccelerators("r9")).isEmpty();
    }

    @Test
    void conditionNamesThem() {
        say(watts(900, 0, 900, 0));

        LivenessReport report =
                new Liveness(LivenessLimits.STANDARD)
                        .evaluate(
                                START_MILLIS, ingest.pathSigns(), ingest.rackSigns(List.of("r1")));

        assertThat(report.of("r1").orElseThrow().reason())
                .isEqualTo("heard in time; nothing is placed on its dead accelerators: [1, 3]");
    }

    private RackTelemetry.Builder watts(Integer... watts) {
        return telemetry("r1", 1, ++sequence)
                .clearAcceleratorWatts()
                .addAllAcceleratorWatts(List.of(watts));
    }

    private void say(RackTelemetry.Builder record) {
        assertThat(ingest.onTelemetry(arrived(record, START_MILLIS + sequence)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }
}
