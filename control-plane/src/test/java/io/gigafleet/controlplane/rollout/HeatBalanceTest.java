package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatBalanceTest {

    private static HeatBalance over(Samples samples) {
        return HeatBalance.over(samples, TestFleet.GB300.spec());
    }

    @Test
    void steadyRackGivesItsCoolantWhatItMakes() {
        HeatBalance balance = over(Reading.burning().times(15));

        assertThat(balance.share()).isCloseTo(1, within(0.001));
        assertThat(balance.addsUp()).isTrue();
    }

    /** First-order lag of 90 s, as the rack's thermal mass has. */
    @Test
    void rackThatWarmsUpStoresWhatItsCoolantDoesNotTakeYet() {
        double steadyKelvin = 8.748;
        List<Sample> warming = new ArrayList<>();
        for (int second = 0; second < 15; second++) {
            double kelvin = steadyKelvin * (1 - Math.exp(-(20 + second) / 90.0));
            Sample sample =
                    Reading.burning()
                            .returning((int) Math.round(40_000 + kelvin * 1e3))
                            .times(1)
                            .last();
            warming.add(at(second * 1_000L, sample));
        }

        HeatBalance balance = over(new Samples(warming));

        assertThat(balance.share()).isCloseTo(1, within(0.02));
        assertThat(balance.addsUp()).isTrue();
    }

    @Test
    void flowSensorThatLiesByFortyPercentIsSeenThrough() {
        assertThat(over(Reading.burning().flow(126_000).times(15)).addsUp()).isFalse();
        HeatBalance tooMuch = over(Reading.burning().flow(294_000).times(15));
        assertThat(tooMuch.addsUp()).isFalse();
        assertThat(tooMuch.words())
                .isEqualTo(
                        "power, flow and temperatures contradict each other: the coolant shows 140%"
                                + " of the heat");
    }

    @Test
    void fewPercentOfEachSensorAreForgiven() {
        assertThat(over(Reading.burning().flow(226_800).times(15)).addsUp()).isTrue();
    }

    @Test
    void noSampleAfterTheFirstShowsNoHeatAtAll() {
        assertThat(over(Reading.burning().times(1)).addsUp()).isFalse();
    }

    private static Sample at(long millis, Sample sample) {
        return new Sample(
                millis,
                sample.watts(),
                sample.wattsMax(),
                sample.flowMillilitersPerMinute(),
                sample.supplyMilliCelsius(),
                sample.returnMilliCelsius(),
                sample.dieDeciCelsiusMax(),
                sample.thermalThrottleMillis(),
                sample.deadAccelerators(),
                sample.leaking(),
                sample.pressurePascals(),
                sample.switchTraysUp());
    }
}
