package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.FencedException;
import io.gigafleet.controlplane.bus.OutboundRecord;
import io.gigafleet.controlplane.bus.OutboxPublisher;
import io.gigafleet.controlplane.bus.PublishException;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Outbox;
import io.gigafleet.controlplane.ledger.Outbox.Pending;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.schemas.TopicCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Brings committed records from the outbox to Kafka while this plane leads: in order, each at least
 * once. After taking over it also sends every rack's assignment again, once the outbox is empty, in
 * case the topic has lost what the ledger holds.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Most records in one Kafka transaction. */
    static final int BATCH_RECORDS = 1_000;

    /** Published rows stay this long, for people who ask what was sent. */
    static final Duration KEEP_PUBLISHED = Duration.ofMinutes(10);

    private static final Duration IDLE_PAUSE = Duration.ofSeconds(1);
    private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);
    private static final Duration CLEAN_UP_INTERVAL = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final DecidedReader decided;
    private final OutboxPublisher publisher;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Term> leading = Optional.empty();
    private boolean hasWork;
    private boolean closed;
    private volatile boolean fenced;
    private volatile long publishedRecords;

    public Relay(Outbox outbox, DecidedReader decided, OutboxPublisher publisher) {
        this.outbox = outbox;
        this.decided = decided;
        this.publisher = publisher;
    }

    /** Starts the relay's thread; it publishes nothing before {@link #lead}. */
    public void start() {
        Thread.ofPlatform().name("gigafleet-relay").daemon().start(this::run);
    }

    /** From now on this plane publishes, and any other is fenced off. */
    void lead(Term term) {
        fenced = false;
        update(() -> leading = Optional.of(term));
    }

    /** From now on another publishes. */
    void stepDown() {
        fenced = false;
        update(() -> leading = Optional.empty());
    }

    /** Says that something was committed. */
    void wake() {
        update(() -> {});
    }

    /** Ends the relay's thread. */
    void close() {
        update(() -> closed = true);
    }

    /** Whether another process has taken over publishing; then this one must not lead. */
    boolean isFenced() {
        return fenced;
    }

    /** Records published since the start, for metrics. */
    public long publishedRecords() {
        return publishedRecords;
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            hasWork = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Optional<Term> prepared = Optional.empty();
        boolean caughtUp = false;
        long cleanedNanos = System.nanoTime();
        try {
            while (true) {
                Optional<Term> term = awaitWork();
                if (closedNow()) {
                    return;
                }
                if (term.isEmpty() || fenced) {
                    prepared = Optional.empty();
                    continue;
                }
                try {
                    if (!term.equals(prepared) || !publisher.isOpen()) {
                        publisher.takeOver();
                        prepared = term;
                        caughtUp = false;
                    }
                    drain(term);
                    if (!caughtUp) {
                        sendAllAssignments(term.get());
                        caughtUp = true;
                    }
                    if (System.nanoTime() - cleanedNanos > CLEAN_UP_INTERVAL.toNanos()) {
                        outbox.forget(KEEP_PUBLISHED);
                        cleanedNanos = System.nanoTime();
                    }
                } catch (FencedException e) {
                    fenced = true;
                    LOG.errorf(
                            "relay fenced epoch=%d cause=%s", term.get().epoch(), e.getMessage());
                } catch (PublishException | SQLException e) {
                    LOG.warnf("relay paused cause=%s", e.getMessage());
                    pause(FAILURE_PAUSE);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "relay failed, will try again");
                    pause(FAILURE_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(Optional<Term> term) throws SQLException, PublishException, FencedException {
        List<Pending> pending = outbox.pending(BATCH_RECORDS);
        while (!pending.isEmpty() && leadingNow().equals(term)) {
            publisher.publish(pending.stream().map(each -> outbound(each.record())).toList());
            outbox.published(pending);
            publishedRecords += pending.size();
            pending = outbox.pending(BATCH_RECORDS);
        }
    }

    private void sendAllAssignments(Term term)
            throws SQLException, PublishException, FencedException {
        String topic = TopicCatalogue.builtIn().assignments().name();
        List<OutboundRecord> batch = new ArrayList<>();
        for (RackAssignment assignment : decided.assignments()) {
            batch.add(new OutboundRecord(topic, assignment.rack(), assignment.payload(), Map.of()));
            if (batch.size() == BATCH_RECORDS) {
                publisher.publish(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            publisher.publish(batch);
        }
        LOG.infof("assignments sent again epoch=%d", term.epoch());
    }

    private static OutboundRecord outbound(OutboxRecord record) {
        return new OutboundRecord(record.topic(), record.key(), record.payload(), record.headers());
    }

    private Optional<Term> awaitWork() throws InterruptedException {
        lock.lock();
        try {
            if (!hasWork && !closed) {
                changed.awaitNanos(IDLE_PAUSE.toNanos());
            }
            hasWork = false;
            return leading;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        lock.lock();
        try {
            if (!closed) {
                changed.awaitNanos(duration.toNanos());
            }
            hasWork = true;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Term> leadingNow() {
        lock.lock();
        try {
            return leading;
        } finally {
            lock.unlock();
        }
    }

    private boolean closedNow() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
