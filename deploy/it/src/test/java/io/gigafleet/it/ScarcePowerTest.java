package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout where power is scarce, with the control plane killed in the middle of it: every rack
 * goes on where it stood, and no budget and no ramp is exceeded at any moment.
 *
 * <p>Stages are fast, but a minute of the ramp lasts twelve seconds, so that meters that speak once
 * a second can see it: the plane runs slower than the agents. Row {@code tight} bears two of its
 * three racks at full load; the ramp bears two burn-ins a minute.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScarcePowerTest {

    private static final double SPEED = 5;
    private static final long MINUTE_MILLIS = Math.round(60_000 / SPEED);
    private static final long SITE_WATTS = 500_000;
    private static final long TIGHT_WATTS = 325_000;
    private static final long LOOSE_WATTS = 300_000;
    private static final long RAMP_WATTS_PER_MINUTE = 250_000;
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir private static Path directory;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);
    private static RolloutStory rollout;
    private static final Set<String> WAITED_FOR = new TreeSet<>();

    @BeforeAll
    static void start() {
        fleet =
                Fleet.start(
                        directory,
                        new RowSite(
                                SITE_WATTS,
                                List.of(
                                        new RowSite.Row("tight", TIGHT_WATTS, "t", 0),
                                        new RowSite.Row("loose", LOOSE_WATTS, "l", 0))),
                        new FleetSettings(SPEED, 3_600, 20, ""));
        fleet.apply(
                RowSite.delivery("tight", Collections.nCopies(3, "w43"))
                        + RowSite.delivery("loose", List.of("w43"))
                        + """
                        ---
                        apiVersion: gigafleet/v1
                        kind: Rollout
                        metadata: {name: scarce}
                        spec:
                          kind: commission
                          racks: {rows: [tight, loose]}
                          canary: 4
                          soak: 10s
                          rampMegawattsPerMinute: 0.25
                          stages:
                            BURNED_IN: {duration: 3h}
                        """);
        rollout = new RolloutStory(fleet, "scarce");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void controlPlaneKilledInTheMiddleGoesOnWhereEveryRackStood() throws SQLException {
        Await.until(
                "the last rack of the tight row burns in",
                LONG,
                () -> noteWaits() && rollout.watts("tight-3") > 0.85 * RowSite.PEAK_WATTS);
        List<String> asked =
                rollout.ledger("rack, requested_at", "rack_progress", "requested_at is not null");
        fleet.plane().kill();
        assertThat(rollout.ledger("1", "rollout_state", "phase = 'RUNNING'"))
                .as("it was in the middle")
                .hasSize(1);

        fleet.restartPlane();
        rollout.awaitRest("COMPLETED", LONG);
        assertThat(rollout.racks("DONE")).hasSize(4);
        assertThat(asked).isNotEmpty();
        for (String request : asked) {
            String[] rackAndMoment = request.split("\\|", -1);
            assertThat(
                            rollout.ledger(
                                    "stage",
                                    "stage_run",
                                    "rack = '%s' and asked_at = '%s' and outcome = 'ADVANCE'"
                                            .formatted(rackAndMoment[0], rackAndMoment[1])))
                    .as("what was asked before is what was judged after: " + request)
                    .hasSize(1);
        }
    }

    @Test
    @Order(2)
    void noStageIsRunTwice() throws SQLException {
        assertThat(
                        rollout.ledger(
                                "rack, stage, count(*)", "stage_run", "true group by rack, stage"))
                .hasSize(4 * 8)
                .allSatisfy(row -> assertThat(row).endsWith("|1"));
        assertThat(fleet.agent("t").stagesBegun()).hasSize(3 * 7).doesNotHaveDuplicates();
        assertThat(fleet.agent("l").stagesBegun()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void racksHaveWaitedForPower() {
        assertThat(WAITED_FOR)
                .anySatisfy(reason -> assertThat(reason).startsWith("waits for the ramp"))
                .anySatisfy(reason -> assertThat(reason).startsWith("waits for power of tight"));
    }

    @Test
    @Order(4)
    void noBudgetIsExceededAtAnyMoment() throws Exception {
        PowerRecord power = PowerRecord.of(fleet.infrastructure);
        System.out.printf(
                "most drawn: site %.1f of %d kW, tight %.1f of %d kW, loose %.1f of %d kW%n",
                power.mostWatts("") / 1e3,
                SITE_WATTS / 1_000,
                power.mostWatts("tight") / 1e3,
                TIGHT_WATTS / 1_000,
                power.mostWatts("loose") / 1e3,
                LOOSE_WATTS / 1_000);
        assertThat(power.mostWatts("")).isBetween(3L * RowSite.PEAK_WATTS / 2, SITE_WATTS);
        assertThat(power.mostWatts("tight")).isBetween(3L * RowSite.PEAK_WATTS / 2, TIGHT_WATTS);
        assertThat(power.mostWatts("loose")).isBetween(RowSite.PEAK_WATTS / 2L, LOOSE_WATTS);
    }

    @Test
    @Order(5)
    void siteStaysWithinItsRampInEveryMinute() throws Exception {
        CommittedPower committed = CommittedPower.of(rollout);
        assertThat(committed.mostRaisedWithin(MINUTE_MILLIS))
                .as("committed watts added within a minute")
                .isBetween(RAMP_WATTS_PER_MINUTE / 2, RAMP_WATTS_PER_MINUTE);

        PowerRecord power = PowerRecord.of(fleet.infrastructure);
        long lagMillis = committed.longestLagMillis(power);
        System.out.printf(
                "within a ramp minute of %d ms and %d kW: committed %d kW, metered %d kW (%d ms"
                        + " from request to meter)%n",
                MINUTE_MILLIS,
                RAMP_WATTS_PER_MINUTE / 1_000,
                committed.mostRaisedWithin(MINUTE_MILLIS) / 1_000,
                power.mostRiseWithin(MINUTE_MILLIS - lagMillis) / 1_000,
                lagMillis);
        assertThat(lagMillis).as("from request to meter").isLessThan(MINUTE_MILLIS / 2);
        assertThat(power.mostRiseWithin(MINUTE_MILLIS - lagMillis))
                .as("metered watts added within a minute, less the time to reach the meter")
                .isBetween(RAMP_WATTS_PER_MINUTE / 4, RAMP_WATTS_PER_MINUTE);
    }

    /** Remembers what racks wait for. */
    private static boolean noteWaits() throws SQLException {
        WAITED_FOR.addAll(rollout.ledger("reason", "rack_progress", "requested_at is null"));
        return true;
    }
}
