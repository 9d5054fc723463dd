package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaveGateTest {

    private static final List<String> WAVE = List.of("r0", "r1");

    private final Signs signs = new Signs();
    private String pinned = "";
    private Map<String, Double> before = Map.of();
    private Map<String, Attainment> now = Map.of();

    private WaveGate.Verdict verdict() {
        return WaveGate.judge(WAVE, signs, pinned, before, now);
    }

    private static Attainment share(double share, long requests) {
        return new Attainment(requests, share, true);
    }

    @Test
    void wellRacksAndUnharmedServicesOpenIt() {
        before = Map.of("chat", 0.97);
        now = Map.of("chat", share(0.97, 1_000));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Open.class);
    }

    @Test
    void alarmShutsItWithItsRack() {
        signs.hear(
                "r1",
                new RackEvidence(
                        Condition.FRESH,
                        "",
                        Optional.of(new RackEvidence.Alarm(true, "leak at a tray")),
                        true,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Samples.NONE,
                        0));
        assertThat(verdict()).isEqualTo(new WaveGate.Verdict.Shut("r1: leak at a tray"));
    }

    @Test
    void badRackShutsIt() {
        signs.hear("r1", Signs.evidence(Condition.BAD, Samples.NONE));
        assertThat(verdict()).isEqualTo(new WaveGate.Verdict.Shut("r1 is BAD: told so"));
    }

    @Test
    void rackThatIsNotHeardSaysNothing() {
        signs.hear("r0", Signs.evidence(Condition.STALE, Samples.NONE));
        assertThat(verdict()).isEqualTo(new WaveGate.Verdict.CannotTell("r0 is STALE: told so"));
        signs.hear("r0", Signs.evidence(Condition.LOST, Samples.NONE));
        assertThat(verdict()).isEqualTo(new WaveGate.Verdict.CannotTell("r0 is LOST: told so"));
    }

    @Test
    void otherFirmwareThanThePinnedShutsIt() {
        pinned = "3.0";
        assertThat(verdict())
                .isEqualTo(new WaveGate.Verdict.Shut("r0 runs firmware 2.1, pinned is 3.0"));
    }

    @Test
    void serviceThatGotWorseBeyondChanceShutsIt() {
        before = Map.of("chat", 0.97);
        now = Map.of("chat", share(0.90, 1_000));
        assertThat(verdict())
                .isEqualTo(
                        new WaveGate.Verdict.Shut(
                                "chat keeps its time to first token for 90.0% of requests, before"
                                        + " the wave for 97.0%"));
    }

    /** Of 30 requests, three standard deviations are 0.13. */
    @Test
    void sameLossOfFewRequestsMayBeChance() {
        before = Map.of("chat", 0.97);
        now = Map.of("chat", share(0.90, 30));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Open.class);
    }

    @Test
    void serviceAboveNinetyNinePercentIsWellWhateverItWas() {
        before = Map.of("chat", 1.0);
        now = Map.of("chat", share(0.99, 1_000_000));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Open.class);
    }

    @Test
    void lossOfTwoPercentIsBorne() {
        before = Map.of("chat", 1.0);
        now = Map.of("chat", share(0.981, 1_000_000));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Open.class);
        now = Map.of("chat", share(0.979, 1_000_000));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Shut.class);
    }

    @Test
    void tooFewRequestsCannotTell() {
        before = Map.of("chat", 0.97);
        now = Map.of("chat", share(1, 19));
        assertThat(verdict())
                .isEqualTo(
                        new WaveGate.Verdict.CannotTell(
                                "chat had 19 requests in the last minute, at least 20 are needed to"
                                        + " compare"));
    }

    @Test
    void serviceThatIsNoLongerDeclaredIsNotMissed() {
        before = Map.of("chat", 0.97);
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Open.class);
    }

    @Test
    void serviceThatLostReplicasInTheWaveIsStillCompared() {
        before = Map.of("chat", 0.97);
        now = Map.of("chat", new Attainment(1_000, 0.5, false));
        assertThat(verdict()).isInstanceOf(WaveGate.Verdict.Shut.class);
    }

    @Test
    void onlyServicesWithAllReplicasAndEnoughRequestsAreMeasured() {
        assertThat(
                        WaveGate.baseline(
                                Map.of(
                                        "chat", share(0.97, 20),
                                        "quiet", share(1, 19),
                                        "waiting", new Attainment(1_000, 0.4, false))))
                .isEqualTo(Map.of("chat", 0.97));
    }
}
