package io.gigafleet.controlplane.placement.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.gigafleet.controlplane.fleet.ObservedWatts;
import io.gigafleet.controlplane.fleet.PlannedPower;
import io.gigafleet.controlplane.fleet.PlannedWatts;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Draw;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Key;
import io.gigafleet.controlplane.placement.predict.PredictedPower.Share;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A GB300 rack draws 21 kW idle and 140 kW at most; an accelerator 150 W to 1,400 W. */
class PredictedPowerTest {

    private static final Sku SKU = TestFleet.GB300;
    private static final Key CHAT = new Key("chat", SKU.name());

    private final PredictedPower power = new PredictedPower(List.of());

    /** What a rack draws whose accelerators of one service draw so much each. */
    private static long rackWatts(long wattsPerAccelerator, int accelerators) {
        return SKU.spec().power().idleWatts()
                + PlannedPower.rackWattsAboveIdle(SKU, wattsPerAccelerator, accelerators);
    }

    private List<Draw> minutes(int count, long watts) {
        List<Draw> last = List.of();
        for (int minute = 0; minute < count; minute++) {
            power.observe(SKU, rackWatts(watts, 64), List.of(new Share("chat", 64, 80_000)));
            last = power.endMinute();
            power.tell(last);
        }
        return last;
    }

    @Test
    void fewSamplesAreNotBelieved() {
        assertThat(minutes(PredictedPower.MIN_SAMPLES - 1, 700)).isEmpty();
        assertThat(minutes(1, 700)).hasSize(1);
    }

    @Test
    void theDrawIsWhatAcceleratorsDrewRoundedUpToTenWatts() {
        List<Draw> draws = minutes(PredictedPower.MIN_SAMPLES, 704);

        assertThat(draws).containsExactly(new Draw(CHAT, 710, PredictedPower.MIN_SAMPLES));
    }

    @Test
    void rareExcessIsLeftToTheMarginAndACommonOneIsNot() {
        minutes(300, 700);
        assertThat(minutes(2, 1_100)).as("less than one per cent").isEmpty();

        assertThat(minutes(2, 1_100))
                .as("more than one per cent")
                .extracting(Draw::wattsPerAccelerator)
                .containsExactly(1_110L);
    }

    @Test
    void aSmallChangeIsNotToldSoThatPlansDoNotFlap() {
        minutes(PredictedPower.MIN_SAMPLES, 704);

        assertThat(minutes(100, 721)).isEmpty();
    }

    @Test
    void whatIsOldIsForgottenAndALowerDrawBelieved() {
        minutes(PredictedPower.MIN_SAMPLES, 1_000);

        boolean isTold = false;
        for (int minute = 0; minute < 3 * DrawCounts.WINDOW_MINUTES; minute++) {
            isTold |= minutes(1, 600).stream().anyMatch(draw -> draw.wattsPerAccelerator() == 610);
        }
        assertThat(isTold).isTrue();
    }

    @Test
    void servicesOfOneRackShareItsDrawAsItWasPlanned() {
        for (int minute = 0; minute < PredictedPower.MIN_SAMPLES - 1; minute++) {
            mixedMinute();
        }

        assertThat(mixedMinute())
                .extracting(draw -> draw.key().service(), Draw::wattsPerAccelerator)
                .containsExactly(tuple("chat", 1_010L), tuple("search", 510L));
    }

    /** Chat draws 1,000 W, search 500 W each; twice as much above idle was planned for chat. */
    private List<Draw> mixedMinute() {
        long chat = PlannedPower.rackWattsAboveIdle(SKU, 1_000, 32);
        long search = PlannedPower.rackWattsAboveIdle(SKU, 500, 32);
        power.observe(
                SKU,
                SKU.spec().power().idleWatts() + chat + search,
                List.of(new Share("chat", 32, 2 * chat), new Share("search", 32, 2 * search)));
        return power.endMinute();
    }

    @Test
    void racksOfOtherMixesTellServicesApartHoweverTheyWerePlanned() {
        long chat = PlannedPower.rackWattsAboveIdle(SKU, 1_000, 1);
        long search = PlannedPower.rackWattsAboveIdle(SKU, 500, 1);
        List<Draw> draws = List.of();
        for (int minute = 0; minute < 3 * DrawCounts.WINDOW_MINUTES; minute++) {
            for (int ofChat : List.of(16, 32, 56)) {
                int ofSearch = 72 - ofChat;
                power.observe(
                        SKU,
                        SKU.spec().power().idleWatts() + ofChat * chat + ofSearch * search,
                        List.of(
                                new Share("chat", ofChat, ofChat * 1_500L),
                                new Share("search", ofSearch, ofSearch * 1_500L)));
            }
            List<Draw> changed = power.endMinute();
            power.tell(changed);
            draws = changed.isEmpty() ? draws : changed;
        }

        assertThat(draws)
                .as("as near as a told draw follows the observed one; both were planned alike")
                .anySatisfy(draw -> assertDraw(draw, "chat", 1_000))
                .anySatisfy(draw -> assertDraw(draw, "search", 500));
    }

    private static void assertDraw(Draw draw, String service, long watts) {
        assertThat(draw.key().service()).isEqualTo(service);
        assertThat(draw.wattsPerAccelerator())
                .isCloseTo(watts, withinPercentage(PredictedPower.FALL_PERCENT + 1));
    }

    @Test
    void deletedServicesAreForgotten() {
        minutes(PredictedPower.MIN_SAMPLES, 700);
        power.keepOnly(Set.of("search"));

        assertThat(minutes(1, 700)).isEmpty();
        assertThat(minutes(PredictedPower.MIN_SAMPLES - 1, 700)).hasSize(1);
    }

    @Test
    void whatWasToldBeforeIsNotToldAgain() {
        PredictedPower later = new PredictedPower(List.of(new Draw(CHAT, 710, 100)));
        for (int minute = 0; minute < PredictedPower.MIN_SAMPLES; minute++) {
            later.observe(SKU, rackWatts(704, 64), List.of(new Share("chat", 64, 80_000)));
            assertThat(later.endMinute()).isEmpty();
        }
    }

    @Test
    void observedDrawIsPlannedWithItsMarginAndNeverAboveNameplate() {
        Power declared =
                new Power(PowerPlanning.PREDICTED, OptionalLong.of(900), OptionalInt.of(20));
        PlannedWatts observed = new ObservedWatts(declared, Map.of(SKU.name(), 700L));

        assertThat(observed.aboveIdle(SKU, 8))
                .isEqualTo(PlannedPower.rackWattsAboveIdle(SKU, 840, 8));
        assertThat(new ObservedWatts(declared, Map.of(SKU.name(), 1_390L)).aboveIdle(SKU, 8))
                .isEqualTo(PlannedPower.rackWattsAboveIdle(SKU, 1_400, 8));
        assertThat(new ObservedWatts(declared, Map.of("other", 700L)).aboveIdle(SKU, 8))
                .as("nothing observed on this model")
                .isEqualTo(PlannedPower.rackWattsAboveIdle(SKU, 900, 8));
    }
}
