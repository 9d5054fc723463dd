package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.telemetry.RackReport;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import java.util.Optional;

/** Checks that a trip to be cleared is the one the rack is in, so that nobody clears one unseen. */
final class TripCheck {

    private TripCheck() {}

    /**
     * Checks a trip that shall be cleared. Clearing again what was just cleared is no fault: the
     * rack may have gone on in between.
     *
     * @param report what the rack said last
     * @param cleared the trip that was cleared last; empty: none
     * @throws Refusal if the rack is not in that trip
     */
    static void check(String rack, String trip, Optional<RackReport> report, String cleared) {
        Optional<ReportedTrip> now = report.flatMap(RackReport::trip);
        if (now.isPresent() && !now.get().tripId().equals(trip)) {
            throw new Refusal(
                    ProblemType.CONFLICT,
                    "rack %s is tripped by %s, not by %s: look at it again"
                            .formatted(rack, now.get().tripId(), trip));
        }
        if (now.isEmpty() && !cleared.equals(trip)) {
            throw new Refusal(
                    ProblemType.CONFLICT,
                    report.isPresent()
                            ? "rack %s is not tripped".formatted(rack)
                            : "rack %s has not reported, so no trip of it is known: try again when it has"
                                    .formatted(rack));
        }
    }
}
