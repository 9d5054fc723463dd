package io.gigafleet.nodeagent.arrivals;

/** Recorded requests, in order of arrival, as columns of one length. Never changes. */
public final class Trace {

    /** Most requests one trace may hold, so that it fits in an agent's memory (32 MB). */
    public static final int LIMIT = 2_000_000;

    /** Period of a trace that has no length: one request, or several at once. */
    private static final double SHORTEST_PERIOD_MILLIS = 1_000;

    private final double[] arrivalMillis;
    private final int[] inputTokens;
    private final int[] outputTokens;

    /**
     * Takes over the columns without copying them.
     *
     * @param arrivalMillis milliseconds since the first request, never falling
     */
    Trace(double[] arrivalMillis, int[] inputTokens, int[] outputTokens) {
        if (arrivalMillis.length == 0
                || arrivalMillis.length != inputTokens.length
                || arrivalMillis.length != outputTokens.length) {
            throw new IllegalArgumentException(
                    "a trace needs columns of one length, at least 1, but has "
                            + arrivalMillis.length
                            + " arrivals, "
                            + inputTokens.length
                            + " inputs, "
                            + outputTokens.length
                            + " outputs");
        }
        this.arrivalMillis = arrivalMillis;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
    }

    /** Requests in the trace. */
    public int size() {
        return arrivalMillis.length;
    }

    /** Milliseconds between the first request and a request. */
    public double arrivalMillis(int request) {
        return arrivalMillis[request];
    }

    public int inputTokens(int request) {
        return inputTokens[request];
    }

    public int outputTokens(int request) {
        return outputTokens[request];
    }

    /**
     * Time after which the trace starts over: its length and one mean gap, so that the last request
     * of one round and the first of the next are two.
     */
    public double periodMillis() {
        double length = arrivalMillis[size() - 1];
        return length == 0 ? SHORTEST_PERIOD_MILLIS : length + length / (size() - 1);
    }
}
