package io.gigafleet.nodeagent.agent;

/** The two clocks of a host: one for people and brokers, one that never jumps. */
public interface AgentClock {

    /** Milliseconds since the Unix epoch. */
    long epochMillis();

    /** Nanoseconds since some fixed moment, never falling. */
    long monotonicNanos();

    /** Milliseconds since the same moment. */
    default long monotonicMillis() {
        return monotonicNanos() / 1_000_000;
    }

    /** The host's own clocks. */
    static AgentClock system() {
        return new AgentClock() {
            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public long monotonicNanos() {
                return System.nanoTime();
            }
        };
    }
}
