package io.gigafleet.controlplane.rollout;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a rollout stands.
 *
 * @param wave the one at work, from 1
 * @param waves how many there are
 * @param reason why it stands there, for people
 * @param sinceMillis when it came to this phase
 * @param soakBeganAtMillis when the wave's racks had all settled; only while SOAKING and after
 * @param resumedAtMillis when it was last resumed
 * @param resumesSeen how many resumes were obeyed
 * @param approvalsSeen how many approvals were obeyed
 * @param forgiven failures that an operator has resumed over
 * @param baseline share of requests within their TTFT target when the wave began, by service
 * @param firstForecast what was forecast when it began
 * @param canaryForecast what was forecast when the canary had settled
 */
public record RolloutState(
        String rollout,
        Phase phase,
        Pause pause,
        String reason,
        int wave,
        int waves,
        long sinceMillis,
        long startedAtMillis,
        OptionalLong soakBeganAtMillis,
        OptionalLong resumedAtMillis,
        OptionalLong finishedAtMillis,
        int resumesSeen,
        int approvalsSeen,
        int forgiven,
        Map<String, Double> baseline,
        Forecast firstForecast,
        Forecast canaryForecast) {

    /** What a rollout does. */
    public enum Phase {
        /** Racks of the wave are on their way. */
        RUNNING,
        /** All racks of the wave have settled and are watched. */
        SOAKING,
        /** The gate let it through; an operator has to as well. */
        AWAITING_APPROVAL,
        /** Nothing new is asked of any rack. */
        PAUSED,
        COMPLETED,
        ABORTED
    }

    /** Why a rollout is paused. */
    public enum Pause {
        NONE,
        /** An operator wants it so. */
        OPERATOR,
        /** Too many racks failed, or services got worse. */
        BREACH,
        /** The evidence does not say whether it is well. */
        INCONCLUSIVE,
        /** It did not make its deadline. */
        DEADLINE
    }

    public RolloutState {
        baseline = Map.copyOf(baseline);
        if (wave < 1 || waves < wave) {
            throw new IllegalArgumentException(
                    "rollout " + rollout + " is at wave " + wave + " of " + waves);
        }
        if ((phase == Phase.PAUSED) != (pause != Pause.NONE)) {
            throw new IllegalArgumentException(
                    "rollout " + rollout + " is " + phase + " with pause " + pause);
        }
    }

    /** A rollout that begins. */
    static RolloutState begun(
            String rollout, int waves, Map<String, Double> baseline, Forecast forecast, long now) {
        return new RolloutState(
                rollout,
                Phase.RUNNING,
                Pause.NONE,
                "wave 1, the canary, begins",
                1,
                waves,
                now,
                now,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                0,
                baseline,
                forecast,
                Forecast.UNKNOWN);
    }

    public boolean isFinished() {
        return phase == Phase.COMPLETED || phase == Phase.ABORTED;
    }

    public boolean isPaused() {
        return phase == Phase.PAUSED;
    }

    RolloutState in(Phase next, String why, long now) {
        return copy(
                next,
                Pause.NONE,
                why,
                wave,
                now,
                switch (next) {
                    case SOAKING -> OptionalLong.of(now);
                    case RUNNING -> OptionalLong.empty();
                    case AWAITING_APPROVAL, PAUSED, COMPLETED, ABORTED -> soakBeganAtMillis;
                },
                next == Phase.COMPLETED || next == Phase.ABORTED
                        ? OptionalLong.of(now)
                        : finishedAtMillis,
                baseline);
    }

    RolloutState paused(Pause why, String reason, long now) {
        return copy(
                Phase.PAUSED,
                why,
                reason,
                wave,
                now,
                soakBeganAtMillis,
                finishedAtMillis,
                baseline);
    }

    /** The same in the next wave, with what its services are like now. */
    RolloutState nextWave(Map<String, Double> newBaseline, String why, long now) {
        return copy(
                Phase.RUNNING,
                Pause.NONE,
                why,
                wave + 1,
                now,
                OptionalLong.empty(),
                finishedAtMillis,
                newBaseline);
    }

    /**
     * The same with all failures so far forgiven.
     *
     * @param newBaseline what services are compared with from now on
     */
    RolloutState resumed(
            int resumes, int failures, Map<String, Double> newBaseline, String why, long now) {
        return new RolloutState(
                rollout,
                phase == Phase.PAUSED ? Phase.RUNNING : phase,
                Pause.NONE,
                why,
                wave,
                waves,
                now,
                startedAtMillis,
                OptionalLong.empty(),
                OptionalLong.of(now),
                finishedAtMillis,
                resumes,
                approvalsSeen,
                failures,
                newBaseline,
                firstForecast,
                canaryForecast);
    }

    /** The same without what is forgiven for more racks than are still failed. */
    RolloutState forgivingAtMost(int failures) {
        return new RolloutState(
                rollout,
                phase,
                pause,
                reason,
                wave,
                waves,
                sinceMillis,
                startedAtMillis,
                soakBeganAtMillis,
                resumedAtMillis,
                finishedAtMillis,
                resumesSeen,
                approvalsSeen,
                Math.min(forgiven, failures),
                baseline,
                firstForecast,
                canaryForecast);
    }

    /** Whether it is paused by its wave's gate, and not by a rack on its way. */
    boolean isPausedByItsGate() {
        return soakBeganAtMillis.isPresent()
                && (pause == Pause.BREACH || pause == Pause.INCONCLUSIVE);
    }

    RolloutState approved(int approvals) {
        return new RolloutState(
                rollout,
                phase,
                pause,
                reason,
                wave,
                waves,
                sinceMillis,
                startedAtMillis,
                soakBeganAtMillis,
                resumedAtMillis,
                finishedAtMillis,
                resumesSeen,
                approvals,
                forgiven,
                baseline,
                firstForecast,
                canaryForecast);
    }

    RolloutState forecastAfterCanary(Forecast forecast) {
        return new RolloutState(
                rollout,
                phase,
                pause,
                reason,
                wave,
                waves,
                sinceMillis,
                startedAtMillis,
                soakBeganAtMillis,
                resumedAtMillis,
                finishedAtMillis,
                resumesSeen,
                approvalsSeen,
                forgiven,
                baseline,
                firstForecast,
                forecast);
    }

    private RolloutState copy(
            Phase nextPhase,
            Pause nextPause,
            String why,
            int nextWave,
            long now,
            OptionalLong soakBegan,
            OptionalLong finished,
            Map<String, Double> nextBaseline) {
        return new RolloutState(
                rollout,
                nextPhase,
                nextPause,
                why,
                nextWave,
                waves,
                now,
                startedAtMillis,
                soakBegan,
                resumedAtMillis,
                finished,
                resumesSeen,
                approvalsSeen,
                forgiven,
                nextBaseline,
                firstForecast,
                canaryForecast);
    }
}
