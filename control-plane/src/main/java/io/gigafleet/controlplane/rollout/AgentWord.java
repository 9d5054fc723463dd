package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import java.util.Optional;

/** What follows from the agent's word, and from a leak, before any other evidence is looked at. */
final class AgentWord {

    private AgentWord() {}

    /** The outcome if the word decides it; empty: the agent says passed, and evidence decides. */
    static Optional<Outcome> decides(StageRule rule, StageCase rack) {
        Optional<Report> report = rack.report();
        Optional<Outcome> alarm = alarm(rack);
        if (alarm.isPresent() && !saysWhereItLeaks(report)) {
            return alarm;
        }
        if (report.isEmpty()) {
            return Optional.of(unheard(rack));
        }
        return switch (report.get().progress()) {
            case FAILED -> Optional.of(failed(report.get()));
            case RUNNING -> Optional.of(running(rule, rack, report.get()));
            case PASSED ->
                    rack.evidence().isHeard() ? Optional.empty() : Optional.of(unheard(rack));
        };
    }

    /**
     * A wet sensor, a trip or another alarm ends a stage, whatever its agent says of it; but not
     * one from before the request: a repaired rack is dry from when its agent learns of the repair.
     */
    private static Optional<Outcome> alarm(StageCase rack) {
        if (rack.samples().anyLeaking()) {
            return Optional.of(
                    new Outcome.Quarantine(Fault.LEAK.name(), "", "a leak sensor is wet"));
        }
        boolean isOfThisRequest = rack.evidence().isCurrent() && rack.samples().count() > 0;
        return isOfThisRequest
                ? rack.evidence().alarm().map(RackEvidence.Alarm::quarantine)
                : Optional.empty();
    }

    /** The agent knows the tray. */
    private static boolean saysWhereItLeaks(Optional<Report> report) {
        return report.filter(said -> said.progress() == RackEvidence.Progress.FAILED)
                .filter(said -> said.fault() == Fault.LEAK)
                .isPresent();
    }

    private static Outcome unheard(StageCase rack) {
        RackEvidence evidence = rack.evidence();
        return switch (evidence.condition()) {
            case LOST, BAD ->
                    new Outcome.Inconclusive(
                            "the rack is %s: %s"
                                    .formatted(evidence.condition(), evidence.conditionCause()));
            case FRESH, STALE -> new Outcome.Stay("waiting for the rack's agent");
        };
    }

    private static Outcome failed(Report report) {
        String cause = report.fault().name();
        return report.fault().isWorthAnotherTry()
                ? new Outcome.Retry(cause, report.component(), report.detail())
                : new Outcome.Quarantine(cause, report.component(), report.detail());
    }

    private static Outcome running(StageRule rule, StageCase rack, Report report) {
        if (rack.evidence().condition() == Condition.LOST
                || rack.evidence().condition() == Condition.BAD) {
            return unheard(rack);
        }
        return new Outcome.Stay(
                "%d%%, %s".formatted(report.progressPermille() / 10, rule.underWay(rack)));
    }
}
