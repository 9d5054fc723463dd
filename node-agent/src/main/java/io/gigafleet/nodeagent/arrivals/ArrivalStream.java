package io.gigafleet.nodeagent.arrivals;

/**
 * A cursor over an endless stream of requests in order of arrival. Two streams of the same source
 * and seed hold the same requests under the same indices, wherever they were positioned first.
 */
public interface ArrivalStream {

    /**
     * Moves to the first request that arrives at or after a time.
     *
     * @param streamMillis milliseconds since the origin all agents share; not negative
     */
    void seek(double streamMillis);

    /** Moves to the next request. */
    void advance();

    /** Name of the current request, the same at every agent. */
    long index();

    /** Milliseconds since the origin at which the current request arrives. */
    double arrivalMillis();

    int inputTokens();

    int outputTokens();
}
