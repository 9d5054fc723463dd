package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.telemetry.RackReport.ObservedFence;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedReplica;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import io.gigafleet.schemas.v1.RackStatus;
import java.util.List;
import java.util.Optional;

/** Turns a rack status record into a report. */
final class RackReportReader {

    /** No rack of the catalogue has more accelerators, so none holds more replicas. */
    private static final int MAX_REPLICAS = 1_024;

    private static final int MAX_STAGE_READINGS = 64;
    private static final int MAX_TEXT = 2_000;

    private RackReportReader() {}

    /** What an agent writes goes into the ledger and before people: plain and not endless. */
    private static void checkTexts(RackStatus status) throws UnfitRecordException {
        for (String text :
                List.of(
                        status.getAgentId(),
                        status.getRefusal(),
                        status.getFirmware(),
                        status.getTrip().getDetail(),
                        status.getStage().getComponent(),
                        status.getStage().getDetail(),
                        status.getFound().getSku(),
                        status.getFound().getSerial(),
                        status.getFound().getRow())) {
            ReadingLimits.checkRange("length of a text", text.length(), 0, MAX_TEXT);
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new UnfitRecordException(
                        RejectCause.OUT_OF_RANGE, "a text has control characters");
            }
        }
    }

    /**
     * Reads one record.
     *
     * @throws UnfitRecordException if it names another rack than its key, or too many replicas
     */
    static RackReport read(RackStatus status, ArrivedRecord arrived) throws UnfitRecordException {
        if (status.getRackId().isEmpty() || !status.getRackId().equals(arrived.keyText())) {
            throw new UnfitRecordException(
                    RejectCause.WRONG_KEY,
                    "rack_id '" + status.getRackId() + "' under key '" + arrived.keyText() + "'");
        }
        ReadingLimits.checkRange("replicas", status.getReplicasCount(), 0, MAX_REPLICAS);
        checkTexts(status);
        ReadingLimits.checkRange(
                "stage readings", status.getStage().getReadingsCount(), 0, MAX_STAGE_READINGS);
        return new RackReport(
                status.getRackId(),
                new Stamp(status.getBootId(), status.getSequence(), arrived.appendedAtMillis()),
                status.getAgentId(),
                status.getAgentVersion(),
                new ObservedFence(
                        status.getObserved().getFleetId(),
                        status.getObserved().getIncarnation(),
                        status.getObserved().getEpoch(),
                        status.getObserved().getGeneration()),
                status.getRefusal(),
                status.getReplicasList().stream()
                        .map(
                                replica ->
                                        new ReportedReplica(
                                                replica.getReplicaId(),
                                                replica.getPhase(),
                                                replica.getAcceleratorsList()))
                        .toList(),
                status.getSafeCapWatts(),
                status.getLiveCapWatts(),
                status.getLiveCapSequence(),
                status.getIsolation().getElectric(),
                status.getIsolation().getLiquid(),
                trip(status),
                status.getFirmware(),
                status.hasStage() ? Optional.of(status.getStage()) : Optional.empty(),
                status.hasFound() ? Optional.of(status.getFound()) : Optional.empty());
    }

    private static Optional<ReportedTrip> trip(RackStatus status) {
        if (!status.hasTrip()) {
            return Optional.empty();
        }
        return Optional.of(
                new ReportedTrip(
                        status.getTrip().getTripId(),
                        status.getTrip().getCause(),
                        status.getTrip().getTrippedAtEpochMs(),
                        status.getTrip().getDetail()));
    }
}
