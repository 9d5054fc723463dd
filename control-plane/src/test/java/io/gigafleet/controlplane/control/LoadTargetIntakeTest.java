package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.bus.GridEvent;
import io.gigafleet.controlplane.ledger.LoadTargets.Taken;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.RejectCause;
import io.gigafleet.controlplane.telemetry.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTargetIntakeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GOOD =
            "{\"watts\": 600000, \"until\": \"2026-03-01T14:00:00Z\", \"reason\": \"peak\"}";

    private final List<LoadTarget> kept = new ArrayList<>();
    private boolean storeIsAway;
    private int wakeUps;

    private final LoadTargetIntake intake =
            new LoadTargetIntake(
                    (target, actor, reason, now) -> {
                        if (storeIsAway) {
                            throw new IllegalStateException("database away");
                        }
                        kept.add(target);
                        return Taken.TAKEN;
                    },
                    new ObjectMapper(),
                    () -> true,
                    () -> wakeUps++,
                    Clock.fixed(NOW, ZoneOffset.UTC));

    private static GridEvent event(String data) {
        return new GridEvent(
                Map.of("id", "7", "source", "/grid/tso", "type", LoadTargetIntake.TYPE),
                data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eventIsKeptUnderItsSourceAndId() {
        assertThat(intake.take(event(GOOD))).contains(Receipt.Taken.TAKEN);

        LoadTarget target = kept.getFirst();
        assertThat(target.id()).isEqualTo("/grid/tso 7");
        assertThat(target.watts()).isEqualTo(600_000);
        assertThat(target.fromMillis()).isEqualTo(NOW.toEpochMilli());
        assertThat(target.deadlineMillis()).isEqualTo(NOW.plusSeconds(60).toEpochMilli());
        assertThat(wakeUps).isEqualTo(1);
    }

    @Test
    void eventIsGivenAgainWhileTheDatabaseIsAway() {
        storeIsAway = true;

        assertThat(intake.take(event(GOOD))).isEmpty();
    }

    @Test
    void targetThatIsOverChangesNothing() {
        assertThat(
                        intake.take(
                                event(
                                        "{\"watts\": 1, \"from\": \"2026-03-01T10:00:00Z\","
                                                + " \"until\": \"2026-03-01T11:00:00Z\"}")))
                .contains(Receipt.Taken.TAKEN);
        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`no json`, UNREADABLE",
                "`{}`, OUT_OF_RANGE",
                "`{\"watts\": \"many\", \"until\": \"2026-03-01T14:00:00Z\"}`, OUT_OF_RANGE",
                "`{\"watts\": -5, \"until\": \"2026-03-01T14:00:00Z\"}`, OUT_OF_RANGE",
                "`{\"watts\": 5, \"until\": \"soon\"}`, OUT_OF_RANGE",
                "`{\"watts\": 5, \"from\": \"2026-03-01T15:00:00Z\", \"until\":"
                        + " \"2026-03-01T14:00:00Z\"}`, OUT_OF_RANGE"
            })
    void badEventsAreRefusedWithTheirCause(String data, RejectCause cause) {
        assertThat(rejection(intake.take(event(data)))).isEqualTo(cause);
        assertThat(kept).isEmpty();
    }

    @Test
    void eventOfAnotherTypeOrWithoutIdIsRefused() {
        byte[] data = GOOD.getBytes(StandardCharsets.UTF_8);

        assertThat(
                        rejection(
                                intake.take(
                                        new GridEvent(
                                                Map.of("id", "7", "source", "s", "type", "other"),
                                                data))))
                .isEqualTo(RejectCause.UNREADABLE);
        assertThat(
                        rejection(
                                intake.take(
                                        new GridEvent(
                                                Map.of("type", LoadTargetIntake.TYPE), data))))
                .isEqualTo(RejectCause.UNREADABLE);
        assertThat(rejection(intake.take(event("x".repeat(LoadTargetIntake.MAX_DATA_BYTES + 1)))))
                .isEqualTo(RejectCause.TOO_LARGE);
    }

    private static RejectCause rejection(Optional<Receipt> receipt) {
        return ((Rejected) receipt.orElseThrow()).cause();
    }
}
