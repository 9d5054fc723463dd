package io.gigafleet.nodeagent.rack;

/**
 * The flow and pressure sensors at a rack's manifold. Both jitter from sample to sample as sensors
 * do, so one that says the same to the last digit is stuck.
 */
final class LiquidSensors {

    /**
     * Jitter of the flow sensor as a share of its reading: repeatability of a good magnetic or
     * vortex meter.
     */
    static final double FLOW_JITTER = 0.003;

    /**
     * Usual pressure at the manifold, above ambient. Assumed: in the middle of what in-row CDUs
     * hold.
     */
    static final double USUAL_PASCALS = 250_000;

    private static final double PRESSURE_SPREAD = 0.02;
    private static final double PRESSURE_JITTER_PASCALS = 20;

    private final long seed;
    private final double ratedLitersPerMinute;
    private final double fillPascals;

    LiquidSensors(long seed, double ratedLitersPerMinute) {
        this.seed = seed;
        this.ratedLitersPerMinute = ratedLitersPerMinute;
        fillPascals = USUAL_PASCALS * (1 + PRESSURE_SPREAD * SeededNoise.jitter(seed, -1));
    }

    /**
     * What the flow sensor says.
     *
     * @param trueLitersPerMinute what flows
     */
    double flowLitersPerMinute(double trueLitersPerMinute, long step) {
        return trueLitersPerMinute * (1 + FLOW_JITTER * SeededNoise.jitter(seed, step));
    }

    /** What a flow sensor says for ever that stuck when the rack got its power. */
    double stuckFlowLitersPerMinute() {
        return flowLitersPerMinute(ratedLitersPerMinute, 0);
    }

    /**
     * What the pressure sensor says of a filled rack.
     *
     * @param lostPascals what a pressure test has lost so far
     */
    double pressurePascals(double lostPascals, long step) {
        return fillPascals
                - lostPascals
                + PRESSURE_JITTER_PASCALS * SeededNoise.jitter(~seed, step);
    }
}
