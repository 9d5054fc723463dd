package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.ledger.RollupPartitions;
import io.gigafleet.controlplane.ledger.RollupStore;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.telemetry.MinuteRows;
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
 * tried again, up to {@link #MAX_UNWRITTEN_MINUTES}.
 */
@ApplicationScoped
public class RollupWriter {

    private static final Logger LOG = Logger.getLogger(RollupWriter.class);

    /** Minutes kept while the database is away; older ones are dropped, and logged. */
    static final int MAX_UNWRITTEN_MINUTES = 30;

    private static final long SETTLE_MILLIS = 5_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final TelemetryIngest ingest;
    private final RollupStore store;
    private final RollupPartitions partitions;
    private final int retentionDays;

    private final ArrayDeque<MinuteRows> unwritten = new ArrayDeque<>();
    private LocalDate partitionedFor = LocalDate.MIN;
    private long writtenThroughMillis;

    public RollupWriter(
            TelemetryIngest ingest,
            RollupStore store,
            RollupPartitions partitions,
            PlaneConfig config) {
        this.ingest = ingest;
        this.store = store;
        this.partitions = partitions;
        this.retentionDays = config.rollups().retentionDays();
    }

    /** Writes what is complete; cheap to call when nothing is. */
    void write(Term term, long nowMillis) throws SQLException {
        long completeMillis =
                Math.floorDiv(nowMillis - SETTLE_MILLIS, MINUTE_MILLIS) * MINUTE_MILLIS;
        if (completeMillis > writtenThroughMillis) {
            MinuteRows rows = ingest.rollups().drainBefore(completeMillis / 1_000);
            if (!rows.racks().isEmpty() || !rows.services().isEmpty()) {
                unwritten.add(rows);
            }
            writtenThroughMillis = completeMillis;
        }
        if (unwritten.isEmpty()) {
            return;
        }
        keepPartitions(LocalDate.ofInstant(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC));
        while (unwritten.size() > MAX_UNWRITTEN_MINUTES) {
            unwritten.remove();
            LOG.warnf(
                    "rollup dropped cause=database away longer than minutes=%d",
                    MAX_UNWRITTEN_MINUTES);
        }
        while (!unwritten.isEmpty()) {
            store.write(term, unwritten.peek());
            unwritten.remove();
        }
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
