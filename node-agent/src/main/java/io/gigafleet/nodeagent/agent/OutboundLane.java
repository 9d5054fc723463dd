package io.gigafleet.nodeagent.agent;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue of records on their way out. Bounded, newest wins: at its limit the oldest record goes
 * and is counted.
 */
public final class OutboundLane {

    private int limit;
    private final ArrayDeque<OutboundRecord> records = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private long dropped;

    OutboundLane(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " must be at least 1");
        }
        this.limit = limit;
    }

    /** Raises the limit, if it is lower. */
    void growTo(int records) {
        lock.lock();
        try {
            limit = Math.max(limit, records);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a record; the oldest one makes room if need be. Never waits. */
    void add(OutboundRecord record) {
        lock.lock();
        try {
            if (records.size() == limit) {
                records.removeFirst();
                dropped++;
            }
            records.addLast(record);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the oldest record, or waits for one.
     *
     * @return null if none came in time
     */
    public @Nullable OutboundRecord poll(long waitMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        lock.lockInterruptibly();
        try {
            while (records.isEmpty()) {
                if (left <= 0) {
                    return null;
                }
                left = notEmpty.awaitNanos(left);
            }
            return records.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Records that made room for newer ones. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
