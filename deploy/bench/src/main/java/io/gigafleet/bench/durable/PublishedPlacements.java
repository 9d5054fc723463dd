package io.gigafleet.bench.durable;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads assignments as racks do, and notes when each replica is first named. */
public final class PublishedPlacements implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private final Set<String> known = new HashSet<>();
    private final Map<String, List<Long>> nanosByService = new HashMap<>();
    private volatile boolean closed;

    private PublishedPlacements(String bootstrapServers) {
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                100),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        this.thread =
                Thread.ofPlatform().daemon().name("published-placements").unstarted(this::run);
    }

    /** Begins to read, from the topic's beginning. */
    public static PublishedPlacements follow(String bootstrapServers) {
        PublishedPlacements placements = new PublishedPlacements(bootstrapServers);
        String topic = TopicCatalogue.builtIn().assignments().name();
        List<TopicPartition> partitions =
                placements.consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        placements.consumer.assign(partitions);
        placements.consumer.seekToBeginning(partitions);
        placements.thread.start();
        return placements;
    }

    private void run() {
        try {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(500))) {
                    note(Assignment.parseFrom(record.value()));
                }
            }
        } catch (WakeupException e) {
            // close() wakes it; nothing is left to read.
            closed = true;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an assignment is unreadable", e);
        } finally {
            consumer.close();
        }
    }

    private synchronized void note(Assignment assignment) {
        long nanos = System.nanoTime();
        for (ReplicaAssignment replica : assignment.getReplicasList()) {
            if (known.add(replica.getReplicaId())) {
                nanosByService
                        .computeIfAbsent(replica.getService(), ignored -> new ArrayList<>())
                        .add(nanos);
                notifyAll();
            }
        }
    }

    /**
     * When each replica of a service was published, by {@link System#nanoTime}; waits until there
     * are so many.
     *
     * @throws TimeoutException if it takes longer than the limit
     */
    public synchronized List<Long> await(String service, int replicas, Duration limit)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (count(service) < replicas) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                throw new TimeoutException(
                        "%d of %d replicas of %s were published within %s"
                                .formatted(count(service), replicas, service, limit));
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
        return List.copyOf(nanosByService.getOrDefault(service, List.of()));
    }

    private int count(String service) {
        return nanosByService.getOrDefault(service, List.of()).size();
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
