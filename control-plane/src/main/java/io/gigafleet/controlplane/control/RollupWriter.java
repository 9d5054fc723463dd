package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.ledger.RollupPartitions;
import io.gigafleet.controlplane.ledger.RollupStore;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.telemetry.RollupRows;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes completed minutes to the ledger while this plane leads. A minute counts as complete some
 * seconds after its end, when its last records have arrived. Rows that could not be written are
 * tried again a minute later, {@link #MAX_TRIES} times at most: they never hold up decisions.
 */
@ApplicationScoped
public class RollupWriter {

    private static final Logger LOG = Logger.getLogger(RollupWriter.class);

    /** Tries before a batch of minutes that can't be written is dropped, and logged. */
    static final int MAX_TRIES = 5;

    private static final long SETTLE_MILLIS = 5_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final TelemetryIngest ingest;
    private final RollupStore store;
    private final RollupPartitions partitions;
    private final DrawWatch draws;
    private final int retentionDays;

    private final ArrayDeque<RollupRows> unwritten = new ArrayDeque<>();
    private LocalDate partitionedFor = LocalDate.MIN;
    private long drainedThroughMillis;
    private int tries;

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
        this.retentionDays = config.rollups().retentionDays();
    }

    /**
     * Writes what is complete; cheap to call when nothing is.
     *
     * @param view what runs now
     * @throws io.gigafleet.controlplane.ledger.TermOverException if the term is over
     */
    void write(Term term, FleetView view, long nowMillis) {
        long completeMillis =
                Math.floorDiv(nowMillis - SETTLE_MILLIS, MINUTE_MILLIS) * MINUTE_MILLIS;
        if (completeMillis <= drainedThroughMillis) {
            return;
        }
        drainedThroughMillis = completeMillis;
        RollupRows rows = ingest.rollups().drainMinutesBefore(completeMillis / 1_000);
        if (!rows.isEmpty()) {
            unwritten.add(rows);
            draws.minute(term, rows.racks(), view);
        }
        try {
            keepPartitions(LocalDate.ofInstant(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC));
            while (!unwritten.isEmpty()) {
                store.write(term, unwritten.peek());
                unwritten.remove();
                tries = 0;
            }
        } catch (SQLException e) {
            giveUpOrKeep(e);
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
            List<String> dropped = partitions.keep(today, retentionDays);
            if (!dropped.isEmpty()) {
                LOG.infof("rollup partitions dropped names=%s", dropped);
            }
            partitionedFor = today;
        }
    }
}
