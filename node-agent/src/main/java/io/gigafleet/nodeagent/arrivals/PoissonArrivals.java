package io.gigafleet.nodeagent.arrivals;

/**
 * Requests at a constant mean rate, independent of each other.
 *
 * <p>Each second of the stream has a seed of its own, so any second can be entered directly; within
 * it gaps are exponential. Since an exponential gap does not remember, starting anew each second is
 * still exactly a Poisson process. The index is the second, shifted by {@link #INDEX_BITS}, plus
 * the place within it.
 */
final class PoissonArrivals implements ArrivalStream {

    /** Highest rate: a second's requests must fit its range of indices with room to spare. */
    static final double HIGHEST_RATE_PER_SECOND = 500_000;

    private static final int INDEX_BITS = 20;
    private static final double SECOND_MILLIS = 1_000;

    private final double meanGapMillis;
    private final TokenLengths lengths;
    private final long seed;
    private final SplitMix random = new SplitMix();
    private long second;
    private long place;
    private double offsetMillis;
    private int inputTokens;
    private int outputTokens;

    PoissonArrivals(double requestsPerSecond, TokenLengths lengths, long seed) {
        if (!(requestsPerSecond > 0 && requestsPerSecond <= HIGHEST_RATE_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "a rate of "
                            + requestsPerSecond
                            + " requests per second, scaled, is outside of what a source can do:"
                            + " above 0, at most "
                            + HIGHEST_RATE_PER_SECOND);
        }
        meanGapMillis = SECOND_MILLIS / requestsPerSecond;
        this.lengths = lengths;
        this.seed = seed;
        enter(0);
        advance();
    }

    @Override
    public void seek(double streamMillis) {
        enter((long) (streamMillis / SECOND_MILLIS));
        advance();
        while (arrivalMillis() < streamMillis) {
            advance();
        }
    }

    @Override
    public void advance() {
        place++;
        offsetMillis -= meanGapMillis * Math.log(random.nextOpenDouble());
        while (offsetMillis >= SECOND_MILLIS) {
            enter(second + 1);
            place++;
            offsetMillis -= meanGapMillis * Math.log(random.nextOpenDouble());
        }
        inputTokens = lengths.input(random);
        outputTokens = lengths.output(random);
    }

    private void enter(long newSecond) {
        second = newSecond;
        random.seed(SplitMix.mix(seed ^ SplitMix.mix(newSecond)));
        place = -1;
        offsetMillis = 0;
    }

    @Override
    public long index() {
        return (second << INDEX_BITS) + place;
    }

    @Override
    public double arrivalMillis() {
        return second * SECOND_MILLIS + offsetMillis;
    }

    @Override
    public int inputTokens() {
        return inputTokens;
    }

    @Override
    public int outputTokens() {
        return outputTokens;
    }
}
