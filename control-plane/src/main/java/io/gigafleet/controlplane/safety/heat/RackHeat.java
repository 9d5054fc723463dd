package io.gigafleet.controlplane.safety.heat;

/**
 * What is remembered of a rack that is or was near its limits.
 *
 * @param barredUntilMillis nothing new goes to it until then: it cooled since its work moved away
 * @param tripped whether it was told to cut itself off and has not said that it did
 * @param suggested whether a derate was proposed that the mode does not let the guard do
 */
record RackHeat(
        Estimate estimate,
        Derate derate,
        long barredUntilMillis,
        boolean tripped,
        boolean suggested) {

    /** A rack far below its limits, of which nothing needs to be remembered. */
    static final RackHeat COOL = new RackHeat(Estimate.NONE, Derate.NONE, 0, false, false);

    /**
     * Temperatures of the newest reading that counted, and where they settle, in tenths of a degree
     * Celsius.
     *
     * @param beforeMillis when the reading before was heard; 0: there was none
     */
    record Estimate(
            long beforeMillis,
            long readAtMillis,
            int dieDeci,
            int memoryDeci,
            int dieSteadyDeci,
            int memorySteadyDeci) {
        static final Estimate NONE = new Estimate(0, 0, 0, 0, 0, 0);

        /** The next one, from a reading far enough from this one. */
        Estimate next(long heardAtMillis, int die, int memory) {
            if (readAtMillis == 0) {
                return new Estimate(0, heardAtMillis, die, memory, die, memory);
            }
            long elapsed = heardAtMillis - readAtMillis;
            return new Estimate(
                    readAtMillis,
                    heardAtMillis,
                    die,
                    memory,
                    Approach.steadyDeci(dieDeci, die, elapsed, Approach.DIE_TAU_MILLIS),
                    Approach.steadyDeci(memoryDeci, memory, elapsed, Approach.MEMORY_TAU_MILLIS));
        }
    }

    /**
     * What heat allows a rack.
     *
     * @param watts it may draw
     * @param loweredAtMillis when that was last lowered
     * @param sinceMillis when it began
     * @param moving whether its replicas were asked to move
     * @param toldWatts the most it was allowed since it was last told of
     */
    record Derate(
            long watts, long loweredAtMillis, long sinceMillis, boolean moving, long toldWatts) {
        static final Derate NONE = new Derate(Long.MAX_VALUE, 0, 0, false, Long.MAX_VALUE);

        boolean isInForce() {
            return watts != Long.MAX_VALUE;
        }

        Derate lowered(long toWatts, long nowMillis) {
            return new Derate(
                    toWatts,
                    nowMillis,
                    sinceMillis == 0 ? nowMillis : sinceMillis,
                    moving,
                    toldWatts);
        }

        Derate raised(long toWatts) {
            return new Derate(
                    toWatts, loweredAtMillis, sinceMillis, moving, Math.max(toldWatts, toWatts));
        }

        Derate told() {
            return new Derate(watts, loweredAtMillis, sinceMillis, moving, watts);
        }

        Derate movingAway() {
            return moving ? this : new Derate(watts, loweredAtMillis, sinceMillis, true, toldWatts);
        }
    }

    RackHeat with(Estimate next) {
        return new RackHeat(next, derate, barredUntilMillis, tripped, suggested);
    }

    RackHeat with(Derate next) {
        return new RackHeat(estimate, next, barredUntilMillis, tripped, suggested);
    }

    RackHeat barredUntil(long millis) {
        return new RackHeat(estimate, derate, millis, tripped, suggested);
    }

    RackHeat tripped(boolean isTripped) {
        return new RackHeat(estimate, derate, barredUntilMillis, isTripped, suggested);
    }

    RackHeat suggested(boolean isSuggested) {
        return new RackHeat(estimate, derate, barredUntilMillis, tripped, isSuggested);
    }

    /** Whether there is nothing to remember but a reading. */
    boolean isUnbothered(long nowMillis) {
        return !derate.isInForce() && barredUntilMillis <= nowMillis && !tripped;
    }
}
