package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.nodeagent.rack.SeededDraw;
import io.gigafleet.schemas.manifest.Sku;

/**
 * The failures one rack has in its life: a Poisson process at the published rates of {@link
 * FailureCause}, the same for a seed and a rack. A cursor; it holds the next failure.
 */
public final class FailureStream {

    private static final FailureCause[] CAUSES = FailureCause.values();

    private final long seed;
    private final String rackId;
    private final Sku.Spec sku;
    private final double meanGapMillis;
    private long number;
    private double atMillis;

    /**
     * @param multiple how many times the published rates; above 0
     */
    public FailureStream(long seed, String rackId, Sku.Spec sku, double multiple) {
        if (!(multiple > 0 && multiple < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a multiple of "
                            + multiple
                            + " of the published rates makes no sense."
                            + " Give one above 0, as meta or meta=10");
        }
        this.seed = seed;
        this.rackId = rackId;
        this.sku = sku;
        double perMilli = 0;
        for (FailureCause cause : CAUSES) {
            perMilli += cause.ratePerMilli();
        }
        meanGapMillis = 1 / (perMilli * sku.accelerators() * multiple);
        advance();
    }

    /** When the next one happens, in simulated time. */
    public double atMillis() {
        return atMillis;
    }

    /** What fails next. */
    public FailureCause cause() {
        double at = draw("cause") * total();
        for (FailureCause cause : CAUSES) {
            at -= cause.observed();
            if (at < 0) {
                return cause;
            }
        }
        return CAUSES[CAUSES.length - 1];
    }

    /** How the next one looks in this rack. */
    public Trouble trouble() {
        return cause().in(sku, draw("where"));
    }

    /** Moves to the one after. */
    public void advance() {
        number++;
        atMillis -= meanGapMillis * Math.log(1 - draw("gap"));
    }

    private double draw(String purpose) {
        return SeededDraw.share(seed + number, rackId, purpose);
    }

    private static int total() {
        int total = 0;
        for (FailureCause cause : CAUSES) {
            total += cause.observed();
        }
        return total;
    }
}
