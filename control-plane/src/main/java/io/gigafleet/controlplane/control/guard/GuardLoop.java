package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The guard's own thread: looks when telemetry crosses a limit, and every {@link #INTERVAL} at the
 * latest. It waits for no database; once it was given a basis it goes on with that until it is told
 * that another leads.
 */
public final class GuardLoop implements AutoCloseable {

    /** Longest pause between two looks. */
    public static final Duration INTERVAL = Duration.ofMillis(100);

    private static final Logger LOG = Logger.getLogger(GuardLoop.class);
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);
    private static final long FAILURE_LOG_MILLIS = 10_000;

    private final GuardDuty duty;
    private final GuardActs acts;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile Optional<GuardBasis> basis = Optional.empty();
    private volatile GuardStanding standing = GuardStanding.NONE;
    private final LongAdder looks = new LongAdder();
    private final LongAdder lookNanos = new LongAdder();
    private volatile boolean closed;
    private Optional<Thread> thread = Optional.empty();
    private long failureLoggedAtMillis;

    /**
     * A guard that is not on duty yet.
     *
     * @param capTtl how long a cap lasts at its rack without renewal
     * @param leaseTtl how long a term counts as proven
     */
    public GuardLoop(
            TelemetryIngest ingest,
            CapSink sink,
            Guard guard,
            Duration capTtl,
            Duration leaseTtl,
            Clock clock) {
        this(
                onCrossing -> new IngestSenses(ingest, onCrossing),
                sink,
                guard,
                capTtl,
                leaseTtl,
                clock);
    }

    /** The same with other senses, which are told how to ask for a look. */
    GuardLoop(
            Function<Runnable, GuardSenses> senses,
            CapSink sink,
            Guard guard,
            Duration capTtl,
            Duration leaseTtl,
            Clock clock) {
        if (capTtl.toMillis() > Guard.CAP_TTL_MILLIS_MAX) {
            throw new IllegalArgumentException(
                    "a cap's time to live of %d ms exceeds %d ms, for which the guard waits before it gives a rack's watts to another; shorten gigafleet.loop.cap-ttl"
                            .formatted(capTtl.toMillis(), Guard.CAP_TTL_MILLIS_MAX));
        }
        this.acts = new GuardActs();
        this.clock = clock;
        this.duty =
                new GuardDuty(
                        guard,
                        senses.apply(wakeUps::release),
                        new CapIssuer(sink, Math.toIntExact(capTtl.toMillis())),
                        acts,
                        leaseTtl.toMillis());
    }

    /** Starts the thread. */
    public void start() {
        thread = Optional.of(Thread.ofPlatform().name("gigafleet-guard").start(this::run));
    }

    /** Takes over what is decided and wanted now; the first one puts the guard on duty. */
    public void use(GuardBasis now) {
        boolean isFirst = basis.isEmpty();
        basis = Optional.of(now);
        if (isFirst) {
            wake();
        }
    }

    /** Takes the guard off duty: another plane leads. */
    public void relieve() {
        basis = Optional.empty();
        wake();
    }

    /** Asks for a look now. */
    public void wake() {
        wakeUps.release();
    }

    /** What the newest look left; {@link GuardStanding#NONE} off duty. */
    public GuardStanding standing() {
        return standing;
    }

    /** What it did and is to be recorded. */
    public GuardActs acts() {
        return acts;
    }

    /** Looks that succeeded, ever. */
    public long looks() {
        return looks.sum();
    }

    /** The time they took, sending included. */
    public long lookNanos() {
        return lookNanos.sum();
    }

    private void run() {
        boolean onDuty = false;
        while (!closed) {
            Optional<GuardBasis> now = basis;
            if (now.isPresent()) {
                onDuty = true;
                look(now.get());
            } else if (onDuty) {
                onDuty = false;
                duty.end();
                standing = GuardStanding.NONE;
            }
            pause();
        }
    }

    /** Caps that are not renewed since a look fails give way to safe caps: that is the safe way. */
    private void look(GuardBasis now) {
        long nowMillis = clock.millis();
        long startedNanos = System.nanoTime();
        try {
            standing = duty.look(now, nowMillis);
            looks.increment();
            lookNanos.add(System.nanoTime() - startedNanos);
        } catch (RuntimeException e) {
            if (nowMillis - failureLoggedAtMillis >= FAILURE_LOG_MILLIS) {
                failureLoggedAtMillis = nowMillis;
                LOG.errorf(
                        e, "the guard can't look, racks will fall to their safe caps: report it");
            }
        }
    }

    private void pause() {
        try {
            if (wakeUps.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Stops the thread and waits for it. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        if (thread.isPresent() && !thread.get().join(JOIN_TIMEOUT)) {
            LOG.warnf("guard did not stop in time timeoutMillis=%d", JOIN_TIMEOUT.toMillis());
        }
    }
}
