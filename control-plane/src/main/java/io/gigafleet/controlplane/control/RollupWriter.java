package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.ledger.RollupPartitions;
import io.gigafleet.controlplane.ledger.RollupStore;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.ledger.TermOverException;
import io.gigafleet.controlplane.telemetry.RollupRows;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes completed rollups to the ledger while this plane leads, on a thread of its own: decisions
 * never wait for it. A window counts as complete when what was appended in it has been read, or at
 * the latest half a minute after its end. What could not be written is tried again, {@link
 * #MAX_TRIES} times at most.
 */
@ApplicationScoped
public class RollupWriter {

    private static final Logger LOG = Logger.getLogger(RollupWriter.class);

    /** Tries before rollups that can't be written are dropped, and logged. */
    static final int MAX_TRIES = 5;

    /** Batches that wait for the database; beyond it the oldest are dropped, and logged. */
    static final int MAX_UNWRITTEN = 12;

    private static final long SETTLE_MILLIS = 2_000;
    private static final long LATEST_MILLIS = 30_000;
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

    private final TelemetryIngest ingest;
    private final RollupStore store;
    private final RollupPartitions partitions;
    private final DrawWatch draws;
    private final PlaneConfig.Rollups config;

    /** The newest turn that was not begun. */
    private final BlockingQueue<Turn> next = new ArrayBlockingQueue<>(1);

    private final ArrayDeque<Batch> unwritten = new ArrayDeque<>();
    private @Nullable Thread thread;
    private LocalDate partitionedFor = LocalDate.MIN;
    private long askedForMillis;
    private int tries;

    private record Turn(Term term, FleetView view, long completeMillis, long nowMillis) {}

    private record Batch(Source source, RollupRows rows) {}

    public RollupWriter(
            TelemetryIngest ingest,
            RollupStore store,
            RollupPartitions partitions,
            DrawWatch draws,
            PlaneConfig config) {
        this.ingest = ingest;
        this.store = store;
        this.partitions = partitions;
        this.draws = draws;
        this.config = config.rollups();
    }

    /**
     * Has what is complete written; returns at once, and is cheap to call when nothing is. Called
     * by the leader's loop.
     *
     * @param view what runs now
     */
    void write(Term term, FleetView view, long nowMillis) {
        long completeMillis = completeMillis(nowMillis);
        if (completeMillis <= askedForMillis) {
            return;
        }
        askedForMillis = completeMillis;
        next.poll();
        if (!next.offer(new Turn(term, view, completeMillis, nowMillis))) {
            LOG.warnf("rollups asked for by two threads completeMillis=%d", completeMillis);
        }
        if (thread == null) {
            thread = Thread.ofPlatform().name("gigafleet-rollups").daemon().start(this::run);
        }
    }

    /** The end of the newest window that is complete. */
    private long completeMillis(long nowMillis) {
        long readThroughMillis = ingest.pathSigns().readThroughMillis();
        long throughMillis =
                Math.min(
                        nowMillis - SETTLE_MILLIS,
                        Math.max(readThroughMillis, nowMillis - LATEST_MILLIS));
        long windowMillis = Source.TEN_SECONDS.window().toMillis();
        return Math.floorDiv(throughMillis, windowMillis) * windowMillis;
    }

    private void run() {
        try {
            while (true) {
                turn(next.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("rollup writer ends");
        }
    }

    private void turn(Turn turn) {
        try {
            drain(turn);
            keepPartitions(
                    LocalDate.ofInstant(Instant.ofEpochMilli(turn.nowMillis()), ZoneOffset.UTC));
            while (!unwritten.isEmpty()) {
                Batch batch = unwritten.element();
                store.write(turn.term(), batch.source(), batch.rows());
                unwritten.remove();
                tries = 0;
            }
        } catch (SQLException e) {
            giveUpOrKeep(e);
        } catch (TermOverException e) {
            LOG.infof("rollups left to the next leader cause=%s", e.getMessage());
            unwritten.clear();
        } catch (RuntimeException e) {
            LOG.errorf(e, "rollups failed; please report it");
        }
    }

    private void drain(Turn turn) {
        long completeSeconds = turn.completeMillis() / 1_000;
        keep(Source.TEN_SECONDS, ingest.rollups().drainBefore(completeSeconds));
        RollupRows minutes = ingest.rollups().drainMinutesBefore(completeSeconds);
        keep(Source.MINUTE, minutes);
        if (!minutes.isEmpty()) {
            draws.minute(turn.term(), minutes.racks(), turn.view());
        }
    }

    private void keep(Source source, RollupRows rows) {
        if (rows.isEmpty()) {
            return;
        }
        unwritten.add(new Batch(source, rows));
        if (unwritten.size() > MAX_UNWRITTEN) {
            unwritten.remove();
            LOG.errorf("rollups dropped, the database is behind waiting=%d", MAX_UNWRITTEN);
        }
    }

    private void giveUpOrKeep(SQLException cause) {
        tries++;
        if (tries < MAX_TRIES) {
            LOG.warnf("rollups not written, will try again cause=%s", cause.getMessage());
            return;
        }
        unwritten.poll();
        tries = 0;
        LOG.errorf("rollups dropped tries=%d cause=%s", MAX_TRIES, cause.getMessage());
    }

    private void keepPartitions(LocalDate today) throws SQLException {
        if (!today.equals(partitionedFor)) {
            List<String> dropped =
                    partitions.keep(today, config.retentionDays(), config.tenSecondsDays());
            if (!dropped.isEmpty()) {
                LOG.infof("rollup partitions dropped names=%s", dropped);
            }
            partitionedFor = today;
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(JOIN_TIMEOUT);
        }
    }
}
