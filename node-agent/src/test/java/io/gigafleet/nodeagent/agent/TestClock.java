package io.gigafleet.nodeagent.agent;

/** A clock that moves when a test says so. */
final class TestClock implements AgentClock {

    static final long START_EPOCH_MILLIS = 1_767_225_600_000L;

    private long monotonicMillis;

    void advance(long millis) {
        monotonicMillis += millis;
    }

    @Override
    public long epochMillis() {
        return START_EPOCH_MILLIS + monotonicMillis;
    }

    @Override
    public long monotonicMillis() {
        return monotonicMillis;
    }
}
