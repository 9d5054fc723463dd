package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    private static final long HOUR = 3_600_000;
    private static final long EVIDENCE = 30_000;

    /** What the stages to service usually take but the burn-in. */
    private static final Duration ALL_BUT_BURN_IN =
            Duration.ofMinutes(20 + 180 + 20 + 45 + 90 + 20);

    private final Map<String, RackProgress> racks = new HashMap<>();
    private final List<Member> members = new ArrayList<>();

    /** Sixteen racks in two rows of eight, all eight of a row on one loop. */
    static Topology twoLoopsOfEight() {
        return new Topology(
                List.of(new PowerDomain("site", DomainKind.SITE, PowerDomain.ROOT, 10_000_000)),
                List.of(new CoolantLoop("a", 10_000_000), new CoolantLoop("b", 10_000_000)),
                IntStream.range(0, 16)
                        .mapToObj(
                                rack ->
                                        new RackSpot(
                                                "r" + rack,
                                                TestFleet.GB300,
                                                "h1",
                                                "row-" + rack / 8,
                                                0,
                                                rack / 8))
                        .toList());
    }

    private Forecast forecast(Rollout rollout, long now) {
        return Forecasts.of(
                rollout.spec(),
                members,
                rack -> Optional.ofNullable(racks.get(rack)),
                twoLoopsOfEight(),
                new Pace(1),
                now);
    }

    private void waiting(int from, int to, int wave) {
        for (int rack = from; rack < to; rack++) {
            members.add(Member.waiting("north", "r" + rack, wave));
        }
    }

    private void done(int rack, long began, long inService) {
        members.add(Member.waiting("north", "r" + rack, 1).begun(began).done(inService));
    }

    private void active(int rack, RackStage stage, boolean isInServiceAtOnce) {
        members.add(Member.waiting("north", "r" + rack, 1).begun(0));
        racks.put(
                "r" + rack,
                RackProgress.untouched(twoLoopsOfEight().rack(rack), isInServiceAtOnce)
                        .reached(stage, 0));
    }

    /** A burn-in that makes a rack take so long in all. */
    private static String burnInFor(Duration rack) {
        return "stages: {BURNED_IN: {duration: %dm}}"
                .formatted(rack.minus(ALL_BUT_BURN_IN).toMinutes());
    }

    /** The example of {@link Forecasts}. */
    @Test
    void racksComeInTurnsOfAsManyAsMayBeInProgress() {
        waiting(0, 16, 1);

        Forecast forecast =
                forecast(
                        Declared.commission(
                                "canary: 16, soak: 2h, limits: {perLoop: 4, perRow: 8}, "
                                        + burnInFor(Duration.ofHours(12))),
                        0);

        assertThat(forecast.likelyMillis()).isEqualTo(26 * HOUR + 2 * EVIDENCE);
        assertThat(forecast.earlyMillis()).isEqualTo(20 * HOUR + 2 * EVIDENCE * 3 / 4);
        assertThat(forecast.lateMillis()).isEqualTo(32 * HOUR + 2 * EVIDENCE * 5 / 4);
    }

    @Test
    void wavesAddUpAndEachHasItsSoak() {
        waiting(0, 4, 1);
        waiting(4, 8, 2);

        Forecast forecast =
                forecast(
                        Declared.commission(
                                "canary: 4, soak: 2h, " + burnInFor(Duration.ofHours(12))),
                        0);

        assertThat(forecast.likelyMillis()).isEqualTo(2 * (12 + 2) * HOUR + 2 * EVIDENCE);
    }

    @Test
    void waveTakesNoLessThanItsRampNeeds() {
        waiting(0, 4, 1);

        Forecast forecast =
                forecast(
                        Declared.commission(
                                "canary: 4, soak: 0s, rampMegawattsPerMinute: 0.0004, "
                                        + burnInFor(Duration.ofHours(12))),
                        0);

        assertThat(forecast.likelyMillis()).isEqualTo(1_400 * 60_000L);
    }

    @Test
    void finishedRacksTellHowLongARackTakes() {
        done(0, 0, 9 * HOUR);
        done(1, 0, 10 * HOUR);
        done(2, HOUR, 12 * HOUR);
        waiting(3, 4, 2);

        Forecast forecast = forecast(Declared.commission("canary: 3, soak: 1h"), 100 * HOUR);

        assertThat(forecast).isEqualTo(new Forecast((100 + 9 + 1) * HOUR, 111 * HOUR, 112 * HOUR));
    }

    @Test
    void rackHalfwayThroughHasOnlyItsRestToGo() {
        active(0, RackStage.BURNED_IN, false);

        Forecast forecast = forecast(Declared.commission("canary: 1, soak: 0s"), 0);

        assertThat(forecast.likelyMillis()).isBetween(19 * 60_000L, 20 * 60_000L);
    }

    @Test
    void firmwareTakesDrainUpdateAndTestsButNoInstallation() {
        waiting(0, 1, 1);

        Forecast forecast =
                forecast(
                        Declared.rollout(
                                "kind: firmware, firmware: '2.1', racks: {names: [r0]}, canary: 1,"
                                        + " soak: 0s, stages: {BURNED_IN: {duration: 2h}}"),
                        0);

        long minutes = 10 + 90 + 120 + 20;
        assertThat(forecast.likelyMillis()).isEqualTo(minutes * 60_000 + EVIDENCE);
    }

    @Test
    void drainingRackHasAllOfItsWayToGo() {
        active(0, RackStage.IN_SERVICE, true);

        Forecast forecast =
                forecast(
                        Declared.rollout(
                                "kind: firmware, firmware: '2.1', racks: {names: [r0]}, canary: 1,"
                                        + " soak: 0s, stages: {BURNED_IN: {duration: 2h}}"),
                        0);

        assertThat(forecast.likelyMillis()).isGreaterThanOrEqualTo((10 + 90 + 120 + 20) * 60_000);
    }

    @Test
    void finishedRolloutHasNothingToGo() {
        done(0, 0, HOUR);

        assertThat(forecast(Declared.commission("canary: 1"), 5 * HOUR).likelyMillis())
                .isEqualTo(5 * HOUR);
    }
}
