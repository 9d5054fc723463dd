package io.gigafleet.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.InferenceService.Power;
import org.junit.jupiter.api.Test;

class ServingCurveTest {

    private static final Topology SITE = HallSite.of(16, 1.3);
    private static final ServedService CHAT =
            Workload.of(SITE.rack(0).sku(), 16, Power.NAMEPLATE).getLast();
    private static final ServingCurve CURVE = CHAT.curve();

    @Test
    void useRisesWithTheRateFromNothingToLessThanAll() {
        assertThat(CURVE.use(0)).isZero();
        double before = 0;
        for (double share = 0.1; share <= 1; share += 0.1) {
            double use = CURVE.use(share * CURVE.mostPerSecond());
            assertThat(use).isGreaterThan(before);
            before = use;
        }
        assertThat(before).isLessThan(1);
    }

    @Test
    void theMostIsWhatALargeBatchDecodesBesidePrefill() {
        // A batch of 1,024 on eight GB300 decodes in 99.8 ms; 5.9 ms of prefill for each request.
        assertThat(CURVE.mostPerSecond())
                .isCloseTo(1_024 / (211 * 0.0998 + 1_024 * 0.00594), within(0.5));
    }

    @Test
    void aReplicaIsGivenLessThanKeepsThePromisedTimePerToken() {
        assertThat(CHAT.perReplica()).isLessThan(CURVE.perSecondWithin(40));
        assertThat(CURVE.perSecondWithin(40)).isLessThan(CURVE.mostPerSecond());
    }

    @Test
    void firstTokensComeInTimeUntilWorkQueues() {
        double usual = CHAT.perReplica();

        assertThat(CURVE.inTimeShare(usual, 1, 0, 500)).isGreaterThan(0.99);
        assertThat(CURVE.inTimeShare(usual, 0.5, 0, 500))
                .as("at half the clock")
                .isLessThan(CURVE.inTimeShare(usual, 1, 0, 500));
        assertThat(CURVE.inTimeShare(usual, 1, 0.6, 500)).as("behind a queue").isZero();
    }
}
