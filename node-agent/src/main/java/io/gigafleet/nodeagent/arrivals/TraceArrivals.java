package io.gigafleet.nodeagent.arrivals;

/**
 * A trace, round and round, at a multiple of its rate.
 *
 * <p>A scale of 3 makes three requests of each recorded one, spread over the gap to the next, so
 * the trace keeps its shape in time; a fraction takes the extra copy (or, below 1, the request
 * itself) for that share of the records, chosen by a hash of its index.
 */
final class TraceArrivals implements ArrivalStream {

    private final Trace trace;
    private final long seed;
    private final double scale;
    private final int copies;
    private long round;
    private int line;
    private int copy;

    // What all copies of the line have in common.
    private long firstIndex;
    private double startMillis;
    private double gapMillis;
    private int copiesHere;

    TraceArrivals(Trace trace, double scale, long seed) {
        if (!(scale > 0 && scale <= 1_000_000)) {
            throw new IllegalArgumentException(
                    "traffic scale " + scale + " must be above 0 and at most 1000000");
        }
        this.trace = trace;
        this.scale = scale;
        this.seed = seed;
        copies = (int) Math.ceil(scale);
        enterLine();
        copy = -1;
        advance();
    }

    @Override
    public void seek(double streamMillis) {
        round = (long) (streamMillis / trace.periodMillis());
        double within = streamMillis - round * trace.periodMillis();
        // One line before, since its copies may still be to come.
        line = Math.max(0, firstAtOrAfter(within) - 1);
        enterLine();
        copy = -1;
        advance();
        while (arrivalMillis() < streamMillis) {
            advance();
        }
    }

    private int firstAtOrAfter(double millis) {
        int low = 0;
        int high = trace.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (trace.arrivalMillis(middle) < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void advance() {
        copy++;
        while (copy == copiesHere) {
            copy = 0;
            line++;
            if (line == trace.size()) {
                line = 0;
                round++;
            }
            enterLine();
        }
    }

    /** Works out what all copies of a line have in common. */
    private void enterLine() {
        firstIndex = (round * trace.size() + line) * copies;
        double start = trace.arrivalMillis(line);
        double next =
                line + 1 < trace.size() ? trace.arrivalMillis(line + 1) : trace.periodMillis();
        startMillis = round * trace.periodMillis() + start;
        gapMillis = (next - start) / copies;
        copiesHere = lastCopyTaken() ? copies : copies - 1;
    }

    private boolean lastCopyTaken() {
        double share = scale - (copies - 1);
        return (SplitMix.mix((firstIndex + copies - 1) ^ seed) >>> 11) * 0x1.0p-53 < share;
    }

    @Override
    public long index() {
        return firstIndex + copy;
    }

    @Override
    public double arrivalMillis() {
        return startMillis + gapMillis * copy;
    }

    @Override
    public int inputTokens() {
        return trace.inputTokens(line);
    }

    @Override
    public int outputTokens() {
        return trace.outputTokens(line);
    }
}
