package io.gigafleet.nodeagent.arrivals;

import java.util.Iterator;

/** Makes streams of a source that hold the same requests at every agent with the same seed. */
public final class Source {

    private Source() {}

    /** Requests at a rate. */
    public static ArrivalStream rate(
            String name, double requestsPerSecond, double scale, long seed) {
        return new PoissonArrivals(
                requestsPerSecond * scale, TokenLengths.CONVERSATION, seedOf(name, seed));
    }

    /** A trace, round and round. */
    public static ArrivalStream trace(String name, Trace trace, double scale, long seed) {
        return new TraceArrivals(trace, scale, seedOf(name, seed));
    }

    /**
     * Reads a trace in Azure's or Mooncake's CSV format.
     *
     * @param file the name to use in messages
     * @throws IllegalArgumentException naming file and line, if a line is not what it should be
     */
    public static Trace readTrace(String file, Iterator<String> lines) {
        return TraceFormat.read(file, lines);
    }

    private static long seedOf(String name, long seed) {
        return SplitMix.mix(seed ^ SplitMix.mix(name.hashCode()));
    }
}
