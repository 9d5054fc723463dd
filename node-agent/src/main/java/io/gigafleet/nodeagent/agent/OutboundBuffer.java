package io.gigafleet.nodeagent.agent;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records between the simulation, which never waits, and the publisher, which may wait for brokers
 * for a long time. Bounded, newest wins: at its limit the oldest record goes and is counted.
 */
public final class OutboundBuffer {

    /** Fewest records a buffer holds: about five minutes of a host with two racks. */
    public static final int LEAST_RECORDS = 4_096;

    /** Seconds of telemetry a host with many racks keeps while the brokers are away. */
    public static final int SECONDS_PER_RACK = 60;

    private int limit;
    private final ArrayDeque<OutboundRecord> records = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private long dropped;
    private volatile int facilityPartitions;

    /**
     * @param facilityPartitions how many partitions to assume until the brokers tell
     */
    public OutboundBuffer(int limit, int facilityPartitions) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " must be at least 1");
        }
        this.limit = limit;
        this.facilityPartitions = facilityPartitions;
    }

    /** A buffer of the usual size for a host. */
    public static OutboundBuffer forRacks(int racks, int facilityPartitions) {
        return new OutboundBuffer(usualLimit(racks), facilityPartitions);
    }

    private static int usualLimit(int racks) {
        return Math.max(LEAST_RECORDS, racks * SECONDS_PER_RACK);
    }

    /** Raises the limit to the usual one for so many racks, if it is lower. */
    void growFor(int racks) {
        lock.lock();
        try {
            limit = Math.max(limit, usualLimit(racks));
        } finally {
            lock.unlock();
        }
    }

    /** Adds a record; the oldest one makes room if need be. Never waits. */
    public void add(OutboundRecord record) {
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
    public @org.jspecify.annotations.Nullable OutboundRecord poll(long waitMillis)
            throws InterruptedException {
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

    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Records that made room for newer ones. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Partitions of the facility topic; canaries go through each. */
    public int facilityPartitions() {
        return facilityPartitions;
    }

    public void facilityPartitions(int partitions) {
        facilityPartitions = partitions;
    }
}
