package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.AssignmentsTail;
import io.gigafleet.controlplane.bus.FencedException;
import io.gigafleet.controlplane.bus.OutboundRecord;
import io.gigafleet.controlplane.bus.OutboxPublisher;
import io.gigafleet.controlplane.bus.PublishException;
import io.gigafleet.controlplane.bus.PublishedFence;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Outbox;
import io.gigafleet.controlplane.ledger.Outbox.Pending;
import io.gigafleet.controlplane.ledger.Retention;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.schemas.TopicCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final AssignmentsTail tail;
    private final Retention retention;

    private final Semaphore work = new Semaphore(0);
    private volatile Optional<Term> leading = Optional.empty();
    private volatile OptionalLong neededIncarnation = OptionalLong.empty();
    private volatile boolean fenced;
    private volatile boolean closed;
    private long cleanedNanos = System.nanoTime();

    public Relay(
            Outbox outbox,
            DecidedReader decided,
            OutboxPublisher publisher,
            AssignmentsTail tail,
            Retention retention) {
        this.outbox = outbox;
        this.decided = decided;
        this.publisher = publisher;
        this.tail = tail;
        this.retention = retention;
    }

    /** Starts the relay's thread; it publishes nothing before {@link #lead}. */
    public void start() {
        Thread.ofPlatform().name("gigafleet-relay").daemon().start(this::run);
    }

    /** From now on this plane publishes, and any other is fenced off. */
    void lead(Term term) {
        fenced = false;
        neededIncarnation = OptionalLong.empty();
        leading = Optional.of(term);
        wake();
    }

    /** From now on another publishes. */
    void stepDown() {
        fenced = false;
        neededIncarnation = OptionalLong.empty();
        leading = Optional.empty();
    }

    /** Says that something was committed. */
    void wake() {
        work.release();
    }

    /** Ends the relay's thread. */
    void close() {
        closed = true;
        wake();
    }

    /** Whether another process has taken over publishing; then this one must not lead. */
    boolean isFenced() {
        return fenced;
    }

    /** The incarnation this ledger must begin before it publishes; empty if it need not. */
    OptionalLong neededIncarnation() {
        return neededIncarnation;
    }

    private void run() {
        Optional<Term> prepared = Optional.empty();
        try {
            while (!closed) {
                awaitWork(IDLE_PAUSE);
                Optional<Term> term = leading;
                if (term.isEmpty() || fenced) {
                    prepared = Optional.empty();
                    continue;
                }
                try {
                    if (!term.equals(prepared) || !publisher.isOpen()) {
                        publisher.takeOver();
                        if (isOlderThanItsTopic(term.get())) {
                            continue;
                        }
                        drain(term.get());
                        sendAllAssignments(term.get());
                        prepared = term;
                    }
                    drain(term.get());
                    cleanUp();
                } catch (FencedException e) {
                    fenced = true;
                    LOG.errorf(
                            "relay fenced epoch=%d cause=%s", term.get().epoch(), e.getMessage());
                } catch (PublishException | SQLException e) {
                    LOG.warnf("relay paused cause=%s", e.getMessage());
                    awaitWork(FAILURE_PAUSE);
                } catch (RuntimeException e) {
                    LOG.errorf(e, "relay failed, will try again");
                    awaitWork(FAILURE_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether a rack was sent a newer assignment than this ledger holds. Commits come before
     * sending, so the ledger was restored from a backup, and must begin a new life above all it has
     * sent.
     */
    private boolean isOlderThanItsTopic(Term term) throws PublishException, SQLException {
        Map<String, PublishedFence> sent = tail.newestFences();
        Map<String, PublishedFence> known = new HashMap<>();
        for (RackAssignment assignment : decided.assignments()) {
            known.put(
                    assignment.rack(),
                    new PublishedFence(
                            term.fleetId(),
                            term.incarnation(),
                            assignment.epoch(),
                            assignment.generation()));
        }
        PublishedFence none = new PublishedFence(term.fleetId(), term.incarnation(), 0, 0);
        OptionalLong newer =
                sent.entrySet().stream()
                        .filter(rack -> rack.getValue().fleetId().equals(term.fleetId()))
                        .filter(
                                rack ->
                                        rack.getValue()
                                                        .compareTo(
                                                                known.getOrDefault(
                                                                        rack.getKey(), none))
                                                > 0)
                        .mapToLong(rack -> rack.getValue().incarnation())
                        .max();
        neededIncarnation =
                newer.isPresent() ? OptionalLong.of(newer.getAsLong() + 1) : OptionalLong.empty();
        return newer.isPresent();
    }

    private void awaitWork(Duration limit) throws InterruptedException {
        if (work.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void drain(Term term) throws SQLException, PublishException, FencedException {
        List<Pending> pending = outbox.pending(BATCH_RECORDS);
        while (!pending.isEmpty() && leading.equals(Optional.of(term))) {
            publisher.publish(pending.stream().map(each -> outbound(each.record())).toList());
            outbox.published(pending);
            pending = outbox.pending(BATCH_RECORDS);
        }
    }

    private void cleanUp() throws SQLException {
        if (System.nanoTime() - cleanedNanos > CLEAN_UP_INTERVAL.toNanos()) {
            outbox.forget(KEEP_PUBLISHED);
            retention.sweep();
            cleanedNanos = System.nanoTime();
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
}
