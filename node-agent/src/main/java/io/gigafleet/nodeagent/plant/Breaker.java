package io.gigafleet.nodeagent.plant;

/**
 * The thermal memory of one feeder: overload wears it by the {@link OverloadCurve}, and at the end
 * it opens and stays open until somebody closes it.
 *
 * <p>Overloads add up: half the time of one and half of another open it. At its rating and below it
 * cools, from the verge of opening in {@link #COOLING_SECONDS}; between there and the curve's
 * beginning it keeps its heat.
 */
public final class Breaker {

    static final double COOLING_SECONDS = 60;

    private double wear;
    private boolean open;

    /**
     * Lets time go by under a load.
     *
     * @param load a share of what is carried for ever
     * @return true if it opened in this step
     */
    public boolean step(double load, double seconds) {
        if (open) {
            return false;
        }
        wear =
                load <= 1
                        ? Math.max(0, wear - seconds / COOLING_SECONDS)
                        : wear + seconds / OverloadCurve.carriedSeconds(load);
        open = wear >= 1;
        return open;
    }

    /** The share of what it bears that is used up; at 1 it opens. */
    public double wear() {
        return wear;
    }

    public boolean isOpen() {
        return open;
    }

    /** Opens it, as it was left. */
    void open() {
        open = true;
    }

    /** Closes it, cooled down. */
    public void close() {
        open = false;
        wear = 0;
    }
}
