package io.gigafleet.nodeagent.arrivals;

/**
 * Recorded requests, in order of arrival, as columns of one length.
 *
 * @param arrivalMillis milliseconds since the first request, never falling
 * @param inputTokens prompt lengths
 * @param outputTokens answer lengths
 */
public record Trace(double[] arrivalMillis, int[] inputTokens, int[] outputTokens) {

    /** Most requests one trace may hold, so that it fits in an agent's memory (32 MB). */
    public static final int LIMIT = 2_000_000;

    public Trace {
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
    }

    public int size() {
        return arrivalMillis.length;
    }

    /**
     * Time after which the trace starts over: its length and one mean gap, so that the last request
     * of one round and the first of the next are two.
     */
    public double periodMillis() {
        double length = arrivalMillis[size() - 1];
        return length == 0 ? 1_000 : length + length / Math.max(1, size() - 1);
    }
}
