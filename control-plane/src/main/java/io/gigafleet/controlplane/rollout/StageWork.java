package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;

/** What a rack is at: the stage it is to reach next, and how far that is. */
public sealed interface StageWork {

    /** The stage to reach. */
    RackStage target();

    /** Which attempt at it this is, from 1. */
    int attempt();

    /** When the rack had reached the stage before, or the attempt before had failed. */
    long begunAtMillis();

    /** Why it is not there yet, for people. */
    String reason();

    /** The same with another reason. */
    StageWork because(String why);

    /**
     * Not yet asked of the agent.
     *
     * @param notBeforeMillis a retry waits until then
     */
    record Waiting(
            RackStage target, int attempt, long begunAtMillis, long notBeforeMillis, String reason)
            implements StageWork {
        @Override
        public Waiting because(String why) {
            return new Waiting(target, attempt, begunAtMillis, notBeforeMillis, why);
        }

        /** The work once it is asked for. */
        Asked asked(long now, long deadlineMillis, String why) {
            return new Asked(target, attempt, begunAtMillis, now, deadlineMillis, false, why);
        }
    }

    /**
     * Asked of the agent.
     *
     * @param askedAtMillis when
     * @param deadlineMillis when it should be done
     * @param inconclusive whether the evidence doesn't say how it went
     */
    record Asked(
            RackStage target,
            int attempt,
            long begunAtMillis,
            long askedAtMillis,
            long deadlineMillis,
            boolean inconclusive,
            String reason)
            implements StageWork {
        /**
         * Evidence is gathered on the wall clock, however compressed stages are: the deadline gives
         * so much on top of the SLA.
         */
        public static final long EVIDENCE_MILLIS = 60_000;

        /** What the stage may take before a person should look, on the wall clock. */
        public long slaMillis() {
            return Math.max(0, deadlineMillis - askedAtMillis - EVIDENCE_MILLIS);
        }

        @Override
        public Asked because(String why) {
            return new Asked(
                    target, attempt, begunAtMillis, askedAtMillis, deadlineMillis, false, why);
        }

        Asked unclear(String why) {
            return new Asked(
                    target, attempt, begunAtMillis, askedAtMillis, deadlineMillis, true, why);
        }

        /** The same with time until then at least: nobody watched while no plane led. */
        Asked dueNotBefore(long millis) {
            return new Asked(
                    target,
                    attempt,
                    begunAtMillis,
                    askedAtMillis,
                    Math.max(deadlineMillis, millis),
                    inconclusive,
                    reason);
        }
    }
}
