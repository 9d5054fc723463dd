package io.gigafleet.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Gathering gathering = new Gathering(0);
    private long nowNanos;

    @Test
    void smallFleetIsReadAsItComes() {
        assertThat(restAfterRounds(100, 1, 100)).isZero();
    }

    @Test
    void gigawattGathers() {
        assertThat(restAfterRounds(300, 7, 1)).isEqualTo(Gathering.REST_NANOS);
    }

    @Test
    void readerThatIsBehindDoesNotRest() {
        assertThat(restAfterRounds(300, Gathering.FULL_ROUND, 1)).isZero();
    }

    @Test
    void fleetThatFallsSilentIsReadAsItComesAgain() {
        restAfterRounds(300, 7, 1);

        assertThat(restAfterRounds(3, 0, 200)).isZero();
    }

    /** The last rest of so many rounds. */
    private long restAfterRounds(int rounds, int records, int millisApart) {
        long rest = 0;
        for (int round = 0; round < rounds; round++) {
            nowNanos += TimeUnit.MILLISECONDS.toNanos(millisApart);
            rest = gathering.restNanos(records, nowNanos);
        }
        return rest;
    }
}
