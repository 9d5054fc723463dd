package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No rack loses watts without an act that tells of it. */
class ToldCutTest {

    private final FluidSite site =
            new FluidSite(new TestFleet().rows(1, 4).rowWatts(400_000).topology(), 1);

    @Test
    void cutAfterRacksWereRaisedIsToldThoughItIsAsLargeAsTheOneBefore() {
        site.loadAll(99_500).run(3_000);
        assertThat(site.actsOf("cap")).isEqualTo(1);
        site.loadAll(60_000);
        for (int step = 0; step < 300 && least(site.outcome.capWatts()) < 100_000; step++) {
            site.run(FluidSite.STEP_MILLIS);
        }
        assertThat(site.actsOf("uncap")).as("still being raised").isZero();
        site.loadAll(99_500).run(3_000);
        assertThat(site.drawWatts[0]).as("cut again").isLessThanOrEqualTo(95_000);
        assertThat(site.actsOf("cap")).isEqualTo(2);
    }

    /** First two racks are cut by 18 kW in all; then these want little, and the others much. */
    @Test
    void cutOfOtherRacksIsToldThoughTheLoadOfThoseCutBeforeWentDown() {
        load(129_000, 70_000).run(3_000);
        assertThat(site.actsOf("cap")).isEqualTo(1);
        load(70_000, 70_000).run(1_000);
        load(70_000, 129_000).run(3_000);
        assertThat(site.watts(1)).as("cut again").isLessThanOrEqualTo(380_000);
        assertThat(site.actsOf("uncap")).isZero();
        assertThat(site.actsOf("cap")).isEqualTo(2);
    }

    private static long least(long[] watts) {
        return Arrays.stream(watts).min().orElseThrow();
    }

    private FluidSite load(long first, long others) {
        for (int rack = 0; rack < 4; rack++) {
            site.load(rack, 140_000, 0);
            site.demandWatts[rack] = rack < 2 ? first : others;
        }
        return site;
    }

    @Test
    void silentRackThatFallsToItsSafeCapIsTold() {
        site.loadAll(80_000).run(3_000);
        site.silent.set(0);
        site.metered = false;
        site.run(6_000);
        site.loadAll(92_000).run(3_000);
        assertThat(site.outcome.capWatts()[0]).isEqualTo(100_000);
        assertThat(site.acts)
                .singleElement()
                .extracting(GuardAct::numbers)
                .isEqualTo(
                        "it draws 406.0 kW of 400.0 kW, of which 130.0 kW assumed of 1 silent rack;"
                                + " 1 rack is cut by 30.0 kW");
    }

    @Test
    void silentRacksOfADomainNobodySeesThatFallToTheirSafeCapsAreTold() {
        site.loadAll(80_000).metered = false;
        site.demandWatts[3] = 21_000;
        site.run(5_000);
        site.silent.set(0, 3);
        site.run(5_000);
        assertThat(site.outcome.capWatts()).containsExactly(100_000, 100_000, 100_000, 130_000);
        assertThat(site.acts)
                .singleElement()
                .extracting(GuardAct::subject, GuardAct::numbers)
                .containsExactly(
                        "domain/site",
                        "neither its meter nor most of its racks are heard; the silent ones are"
                                + " held to their safe caps, 90.0 kW less");
    }

    @Test
    void suspensionIsToldOfWhatItIsForWithTheNumbersThatWereSeen() {
        site.loadAll(110_000).run(3_000);
        site.loadTargets =
                List.of(
                        new LoadTarget(
                                "grid-1",
                                85_000,
                                site.nowMillis,
                                site.nowMillis + 60_000,
                                site.nowMillis + 10_000));
        site.run(10_000);
        assertThat(site.acts)
                .filteredOn(act -> act.action().equals("suspend"))
                .isNotEmpty()
                .allSatisfy(
                        act -> {
                            assertThat(act.automation()).isEqualTo(Automation.LOAD_TARGET);
                            assertThat(act.subject()).isEqualTo("site");
                            assertThat(act.numbers())
                                    .startsWith("it draws ")
                                    .contains("; 1 rack: r");
                        });
    }
}
