package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.PowerCaps;
import io.gigafleet.schemas.v1.RackCap;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardLoopTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Topology topology = new TestFleet().rows(1, 2).topology();
    private final List<RackCap> sent = new CopyOnWriteArrayList<>();
    private final GuardLoop loop =
            new GuardLoop(
                    onCrossing -> new FakeSenses(2, System::currentTimeMillis),
                    sent::addAll,
                    new Guard(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    Clock.systemUTC());

    @AfterEach
    void stop() throws InterruptedException {
        loop.close();
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadlineNanos);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private GuardBasis basis(long epoch) {
        long[] watts = {100_000, 100_000};
        return new GuardBasis(
                new Term("test", "fleet-1", 1, epoch),
                topology,
                new RackLoads(watts, new long[2], watts, PowerCaps.safe(topology)),
                Modes.ALL_ACT,
                List.of(),
                System.currentTimeMillis());
    }

    @Test
    void capsThatOutliveWhatTheGuardWaitsForAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new GuardLoop(
                                        onCrossing -> new FakeSenses(2, System::currentTimeMillis),
                                        sent::addAll,
                                        new Guard(1),
                                        Duration.ofSeconds(16),
                                        Duration.ofSeconds(3),
                                        Clock.systemUTC()))
                .withMessageContaining("gigafleet.loop.cap-ttl");
    }

    @Test
    void guardSendsCapsOnlyOnceItIsOnDuty() {
        loop.start();
        assertThat(loop.standing().isOnDuty()).isFalse();

        loop.use(basis(7));

        await(() -> sent.size() >= 2);
        assertThat(sent).allMatch(cap -> cap.getEpoch() == 7);
        await(() -> loop.standing().isOnDuty());
    }

    @Test
    void relievedGuardHoldsNothingToBeSoAndComesBackInAnotherTerm() {
        loop.start();
        loop.use(basis(7));
        await(() -> loop.standing().isOnDuty());

        loop.relieve();
        await(() -> !loop.standing().isOnDuty());
        sent.clear();
        loop.use(basis(9));

        await(() -> sent.size() >= 2);
        assertThat(sent).allMatch(cap -> cap.getEpoch() == 9);
    }

    @Test
    void lookIsTakenAtOnceWhenItIsAskedFor() {
        loop.start();
        loop.use(basis(7));
        await(() -> loop.looks() > 0);

        for (int asked = 0; asked < 20; asked++) {
            long before = loop.looks();
            long fromNanos = System.nanoTime();
            loop.wake();
            await(() -> loop.looks() > before);
            if (System.nanoTime() - fromNanos < GuardLoop.INTERVAL.toNanos() / 4) {
                return;
            }
        }
        throw new AssertionError("no look came sooner than it would have come anyway");
    }
}
