package io.gigafleet.it;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks again and again whether every slot of a service has a replica that serves and is sent
 * traffic, by the ledger and by the API. That a slot never has two of them, the ledger's index
 * holds.
 */
final class SlotWatch implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_GAPS = 20;

    private final Fleet fleet;
    private final String service;
    private final int slots;
    private final List<String> gaps = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    private SlotWatch(Fleet fleet, String service, int slots) {
        this.fleet = fleet;
        this.service = service;
        this.slots = slots;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** Watches from now on. */
    static SlotWatch of(Fleet fleet, String service, int slots) {
        return new SlotWatch(fleet, service, slots);
    }

    private void watch() {
        while (!closed && gaps.size() < MOST_GAPS) {
            try {
                long serving =
                        fleet.ledger.number(
                                "select count(distinct slot) from replica where service = '%s' and routed and state = 'SERVING'"
                                        .formatted(service));
                if (serving != slots) {
                    gaps.add(
                            serving
                                    + " of "
                                    + slots
                                    + " slots: "
                                    + fleet.ledger.rows(
                                            "select now(), slot, id, rack, state, routed from replica where service = '%s' and state <> 'STOPPED'"
                                                    .formatted(service)));
                }
                long told =
                        fleet.get("/services/" + service).path("status").path("serving").asLong();
                if (told != slots) {
                    gaps.add("the API tells of " + told + " of " + slots + " slots");
                }
                looks.incrementAndGet();
            } catch (SQLException | RuntimeException | AssertionError e) {
                gaps.add("could not look: " + e);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** Moments at which a slot had no such replica; it looks no further after twenty. */
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** How often it has looked. */
    int looks() {
        return looks.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
