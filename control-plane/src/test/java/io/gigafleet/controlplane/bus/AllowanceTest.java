package io.gigafleet.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final Allowance allowance = new Allowance(10, 2, 0);

    @Test
    void burstIsAllowedAtOnceAndNoMore() {
        assertThat(taken(50, 0)).isEqualTo(10);
    }

    @Test
    void whatWasTakenComesBackWithTimeUpToTheBurst() {
        taken(50, 0);

        assertThat(taken(50, TimeUnit.SECONDS.toNanos(3))).isEqualTo(6);
        assertThat(taken(50, TimeUnit.HOURS.toNanos(1))).isEqualTo(10);
    }

    private long taken(int tries, long nowNanos) {
        return IntStream.range(0, tries).filter(ignored -> allowance.take(nowNanos)).count();
    }
}
