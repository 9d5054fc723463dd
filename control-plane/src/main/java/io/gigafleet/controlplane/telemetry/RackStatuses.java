package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.v1.RackStatus;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest report of each rack, never backwards by (bootId, sequence). The topic is compacted and
 * read from its beginning, so reports of racks the plane does not know yet are kept: the site may
 * be applied, or the ledger restored, after them. One thread writes; any number read without locks.
 */
public final class RackStatuses {

    /** Racks beyond this are refused: a gigawatt has about 7,000. */
    static final int MAX_RACKS = 50_000;

    private final ConcurrentHashMap<String, RackReport> reports = new ConcurrentHashMap<>();

    /** Since when each rack is not ordered to be off, by the broker's clock. */
    private final ConcurrentHashMap<String, Long> onSinceMillis = new ConcurrentHashMap<>();

    /**
     * Takes in one record of the rack status topic; without a value, the rack's report was deleted.
     * Called by the one writer.
     */
    public Receipt accept(ArrivedRecord arrived) {
        ByteBuffer value = arrived.value();
        if (value == null) {
            reports.remove(arrived.keyText());
            onSinceMillis.remove(arrived.keyText());
            return Receipt.Taken.TAKEN;
        }
        if (value.remaining() > TelemetryReader.MAX_RECORD_BYTES) {
            return new Rejected(RejectCause.TOO_LARGE, value.remaining() + " bytes");
        }
        try {
            return keep(RackReportReader.read(RackStatus.parseFrom(value.duplicate()), arrived));
        } catch (InvalidProtocolBufferException e) {
            return new Rejected(RejectCause.UNREADABLE, "not a RackStatus: " + e.getMessage());
        } catch (UnfitRecordException e) {
            return e.toRejected();
        }
    }

    private Receipt keep(RackReport report) {
        RackReport known = reports.get(report.rackId());
        if (known == null && reports.size() >= MAX_RACKS) {
            return new Rejected(
                    RejectCause.TOO_MANY_SOURCES, "more than " + MAX_RACKS + " racks report");
        }
        if (known == null) {
            reports.put(report.rackId(), report);
            noteOrders(report);
        } else if (report.stamp().isNewerThan(known.stamp())) {
            reports.put(report.rackId(), report.sharing(known));
            noteOrders(report);
        }
        return Receipt.Taken.TAKEN;
    }

    private void noteOrders(RackReport report) {
        if (report.isOrderedOff()) {
            onSinceMillis.remove(report.rackId());
        } else {
            onSinceMillis.putIfAbsent(report.rackId(), report.stamp().appendedAtMillis());
        }
    }

    /** Since when a rack's reports say that it may be under power; empty: none does. */
    OptionalLong onSinceMillis(String rackId) {
        Long since = onSinceMillis.get(rackId);
        return since == null ? OptionalLong.empty() : OptionalLong.of(since);
    }

    /** The newest report of a rack; empty if it never sent one. */
    public Optional<RackReport> report(String rackId) {
        return Optional.ofNullable(reports.get(rackId));
    }

    /** The newest report of each rack, in any order. */
    public List<RackReport> reports() {
        return List.copyOf(reports.values());
    }
}
