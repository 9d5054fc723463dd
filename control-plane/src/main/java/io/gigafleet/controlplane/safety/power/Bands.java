package io.gigafleet.controlplane.safety.power;

/**
 * Three bands of a limit, as Facebook's Dynamo has them (Wu et al., ISCA 2016): at or above the
 * first racks are cut until the draw is at the second; only below the third they are raised again;
 * between, what is in force is held.
 *
 * @param capPermille of the limit
 * @param targetPermille of the limit, less
 * @param uncapPermille of the limit, less again
 * @param risePermille of the limit, by which racks are raised in a second where the draw is at the
 *     third band: what they may gain before a reading shows it, in two of these, ends below the
 *     first
 */
public record Bands(int capPermille, int targetPermille, int uncapPermille, int risePermille) {

    /** Of a power domain. */
    public static final Bands POWER = new Bands(990, 950, 900, 10);

    /**
     * Of a coolant loop: near its limit, since a loop is no breaker. What it can't reject warms it
     * by a kelvin a minute for each tenth (DESIGN 8), so that a per cent too much for some seconds
     * is nothing; and held far below, racks would wait for hours for an afternoon to cool down.
     */
    public static final Bands HEAT = new Bands(1_000, 995, 990, 2);

    /** Of a load target, which is a wish and not a breaker: nearer, so that less is given up. */
    public static final Bands LOAD_TARGET = new Bands(995, 980, 950, 10);

    private static final long PERMILLE = 1_000;

    public Bands {
        if (uncapPermille >= targetPermille || targetPermille >= capPermille) {
            throw new IllegalArgumentException(
                    "uncap %d, target %d and cap %d permille must rise in this order"
                            .formatted(uncapPermille, targetPermille, capPermille));
        }
        if (risePermille < 1 || uncapPermille + 2 * risePermille >= capPermille) {
            throw new IllegalArgumentException(
                    "rise %d permille: two of it must stay between uncap %d and cap %d"
                            .formatted(risePermille, uncapPermille, capPermille));
        }
    }

    long capWatts(long limitWatts) {
        return limitWatts * capPermille / PERMILLE;
    }

    long targetWatts(long limitWatts) {
        return limitWatts * targetPermille / PERMILLE;
    }

    /** What racks are raised by in a second, together, where the draw is at the third band. */
    long riseWatts(long limitWatts) {
        return limitWatts * risePermille / PERMILLE;
    }

    long uncapWatts(long limitWatts) {
        return limitWatts * uncapPermille / PERMILLE;
    }
}
