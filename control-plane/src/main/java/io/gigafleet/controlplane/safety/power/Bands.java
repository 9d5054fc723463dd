package io.gigafleet.controlplane.safety.power;

/**
 * Three bands of a limit, as Facebook's Dynamo has them (Wu et al., ISCA 2016): at or above the
 * first racks are cut until the draw is at the second; only below the third they are raised again;
 * between, what is in force is held.
 *
 * @param capPermille of the limit
 * @param targetPermille of the limit, less
 * @param uncapPermille of the limit, less again
 */
public record Bands(int capPermille, int targetPermille, int uncapPermille) {

    /** Of a power domain. */
    public static final Bands POWER = new Bands(990, 950, 900);

    /** Of a coolant loop: what it can't reject warms it by a kelvin a minute for each tenth. */
    public static final Bands HEAT = new Bands(1_000, 960, 900);

    /** Of a load target, which is a wish and not a breaker: nearer, so that less is given up. */
    public static final Bands LOAD_TARGET = new Bands(995, 980, 950);

    private static final long PERMILLE = 1_000;

    public Bands {
        if (uncapPermille >= targetPermille || targetPermille >= capPermille) {
            throw new IllegalArgumentException(
                    "uncap %d, target %d and cap %d permille must rise in this order"
                            .formatted(uncapPermille, targetPermille, capPermille));
        }
    }

    long capWatts(long limitWatts) {
        return limitWatts * capPermille / PERMILLE;
    }

    long targetWatts(long limitWatts) {
        return limitWatts * targetPermille / PERMILLE;
    }

    long uncapWatts(long limitWatts) {
        return limitWatts * uncapPermille / PERMILLE;
    }
}
