package io.gigafleet.nodeagent.agent;

/** The two clocks of a host: one for people and brokers, one that never jumps. */
public interface AgentClock {

    /** Milliseconds since the Unix epoch. */
    long epochMillis();

    /** Milliseconds since some fixed moment, never falling. */
    long monotonicMillis();

    /** Nanoseconds since the same moment, as fine as the clock is. */
    default long monotonicNanos() {
        return monotonicMillis() * 1_000_000;
    }

    /** The host's own clocks. */
    static AgentClock system() {
        return new AgentClock() {
            @Override
            public long epochMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public long monotonicMillis() {
                return monotonicNanos() / 1_000_000;
            }

            @Override
            public long monotonicNanos() {
                return System.nanoTime();
            }
        };
    }
}
