package io.gigafleet.nodeagent.bus;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that follows topics through a consumer of its own, and starts over with a new one while
 * the brokers are away, until it is stopped.
 */
final class FollowingThread {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingThread.class);
    private static final long RETRY_MILLIS = 500;

    private final Map<String, Object> settings;
    private final BusHealth health;
    private final Follower follower;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> open;

    /** What it does with a consumer, for as long as {@link FollowingThread#goesOn}. */
    interface Follower {
        void follow(KafkaConsumer<String, byte[]> consumer, FollowingThread thread)
                throws IOException, InterruptedException;
    }

    FollowingThread(
            String name, Map<String, Object> settings, BusHealth health, Follower follower) {
        this.settings = Map.copyOf(settings);
        this.health = health;
        this.follower = follower;
        // A daemon, so that a client that hangs can't keep the process from ending.
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean goesOn() {
        return !stopping;
    }

    private void run() {
        try {
            while (!stopping) {
                try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
                    open = consumer;
                    follower.follow(consumer, this);
                } catch (WakeupException e) {
                    LOG.debug("woken", e);
                } catch (IOException e) {
                    LOG.error(
                            "state directory can't be written, assignments are not applied until"
                                    + " it can",
                            e);
                    Thread.sleep(RETRY_MILLIS);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    health.noteAway(String.valueOf(e.getMessage()));
                    Thread.sleep(RETRY_MILLIS);
                } finally {
                    open = null;
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end; {@link #join} waits. */
    void stop() {
        stopping = true;
        @Nullable KafkaConsumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
