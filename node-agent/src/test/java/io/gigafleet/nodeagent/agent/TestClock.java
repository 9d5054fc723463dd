package io.gigafleet.nodeagent.agent;

/** A clock that moves when a test says so. */
final class TestClock implements AgentClock {

    static final long START_EPOCH_MILLIS = 1_767_225_600_000L;

    private long monotonicMillis;
    private long epochJumpMillis;

    void advance(long millis) {
        monotonicMillis += millis;
    }

    /** Sets the wall clock forward, as an administrator would. */
    void jumpEpoch(long millis) {
        epochJumpMillis += millis;
    }

    @Override
    public long epochMillis() {
        return START_EPOCH_MILLIS + epochJumpMillis + monotonicMillis;
    }

    @Override
    public long monotonicMillis() {
        return monotonicMillis;
    }
}
