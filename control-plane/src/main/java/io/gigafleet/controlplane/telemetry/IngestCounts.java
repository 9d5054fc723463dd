package io.gigafleet.controlplane.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was taken in. Any thread may read. */
public final class IngestCounts {

    private final Map<RejectCause, LongAdder> rejected = new EnumMap<>(RejectCause.class);
    private final LongAdder older = new LongAdder();

    IngestCounts() {
        for (RejectCause cause : RejectCause.values()) {
            rejected.put(cause, new LongAdder());
        }
    }

    void addRejected(RejectCause cause) {
        adderOf(cause).increment();
    }

    void addOlder() {
        older.increment();
    }

    /** Records that were not taken in, for this cause. */
    public long rejected(RejectCause cause) {
        return adderOf(cause).sum();
    }

    /** Telemetry records that were older than what was known. */
    public long older() {
        return older.sum();
    }

    private LongAdder adderOf(RejectCause cause) {
        LongAdder adder = rejected.get(cause);
        if (adder == null) {
            throw new IllegalStateException("no counter for cause " + cause);
        }
        return adder;
    }
}
