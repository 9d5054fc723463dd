package io.gigafleet.nodeagent.bus;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the brokers answer, and what passed; says so in the log once per change. */
public final class BusHealth {

    private static final Logger LOG = LoggerFactory.getLogger(BusHealth.class);

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    void acknowledged() {
        published.incrementAndGet();
        if (away.compareAndSet(true, false)) {
            LOG.info("brokers answer again, buffered records are on their way");
        }
    }

    void failed(Exception cause) {
        failed.incrementAndGet();
        noteAway(String.valueOf(cause.getMessage()));
    }

    void noteAway(String cause) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("brokers do not answer, serving on and buffering cause=\"{}\"", cause);
        }
    }

    void unreadable(ConsumerRecord<String, byte[]> record, Exception cause) {
        unreadable.incrementAndGet();
        LOG.warn(
                "record can't be read and is passed over topic={} partition={} offset={}"
                        + " cause=\"{}\"",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.getMessage());
    }

    /** Records the brokers acknowledged. */
    public long publishedCount() {
        return published.get();
    }

    /** Records given up after they left the buffer. */
    public long failedCount() {
        return failed.get();
    }

    /** Records from the control plane that could not be read. */
    public long unreadableCount() {
        return unreadable.get();
    }

    /** False while the brokers do not answer. */
    public boolean isConnected() {
        return !away.get();
    }
}
