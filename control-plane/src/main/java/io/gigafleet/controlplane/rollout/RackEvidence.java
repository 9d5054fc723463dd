package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.Optional;

/**
 * All that is known of a rack when a stage is judged.
 *
 * @param conditionCause why the plane believes that of it
 * @param alarm a leak, a thermal alarm or a trip in force
 * @param isCurrent whether its report covers its newest assignment
 * @param isIsolated whether it reports to be cut off from power
 * @param report of its newest stage request
 * @param found what was found at its position; empty: nothing yet
 * @param firmware what it reports to run
 * @param samples its telemetry since the stage at hand was asked
 * @param replicas how many are not stopped on it
 */
public record RackEvidence(
        Condition condition,
        String conditionCause,
        Optional<Alarm> alarm,
        boolean isCurrent,
        boolean isIsolated,
        Optional<Report> report,
        Optional<Found> found,
        String firmware,
        Samples samples,
        int replicas) {

    /**
     * Something that speaks against the rack whatever its stage.
     *
     * @param isLeak whether coolant is out, so that the valves have to be shut
     */
    public record Alarm(boolean isLeak, String words) {

        /** What follows from it. */
        Outcome.Quarantine quarantine() {
            return new Outcome.Quarantine(isLeak ? Fault.LEAK.name() : "ALARM", "", words);
        }
    }

    /** Nothing was heard of it. */
    public static final RackEvidence UNHEARD =
            new RackEvidence(
                    Condition.STALE,
                    "not heard yet",
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    Samples.NONE,
                    0);

    /** Whether it has just reported under its newest assignment. */
    boolean isHeard() {
        return condition == Condition.FRESH && isCurrent;
    }

    /** The report on one request; empty: it has not said anything of it. */
    Optional<Report> reportOn(String requestId) {
        return report.filter(said -> said.requestId().equals(requestId));
    }

    /** How a stage request goes, by its agent's word. */
    public enum Progress {
        RUNNING,
        PASSED,
        FAILED
    }

    /** Why an agent says that a stage failed. */
    public enum Fault {
        UNKNOWN,
        WRONG_RACK,
        MISSING_TRAY,
        LEAK,
        LOW_FLOW,
        WRONG_FIRMWARE,
        ACCELERATOR,
        SWITCH_TRAY,
        FIRMWARE;

        /** Whether trying again may help without a repair. */
        boolean isWorthAnotherTry() {
            return switch (this) {
                case UNKNOWN, LOW_FLOW, WRONG_FIRMWARE -> true;
                case WRONG_RACK, MISSING_TRAY, LEAK, ACCELERATOR, SWITCH_TRAY, FIRMWARE -> false;
            };
        }
    }

    /**
     * What the agent says of its newest stage request.
     *
     * @param progressPermille 0 to 1,000
     * @param fault why it failed; UNKNOWN unless it did
     * @param component tray, accelerator or switch tray; empty: the rack
     * @param startPressurePascals the pressure when a leak test began; 0: not said
     */
    public record Report(
            String requestId,
            Progress progress,
            int progressPermille,
            Fault fault,
            String component,
            String detail,
            long startPressurePascals) {}

    /** What was found where the rack should stand. */
    public record Found(
            String sku,
            String serial,
            String row,
            int position,
            String loop,
            int computeTrays,
            int switchTrays,
            int accelerators) {}
}
