package io.gigafleet.nodeagent.bus;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How this agent reaches its brokers.
 *
 * @param bootstrapServers as Kafka's clients take them, {@code HOST:PORT[,HOST:PORT]}
 */
public record BusSettings(String agentId, String bootstrapServers) {

    /**
     * Longest a send may wait for metadata or buffer space; the publisher thread waits, no other.
     */
    static final long MAX_BLOCK_MILLIS = 500;

    /** Bytes of records the client holds beside the outbound buffer. */
    private static final long CLIENT_BUFFER_BYTES = 4L * 1024 * 1024;

    /** After so long an unacknowledged record is given up: nobody needs it any more. */
    private static final int DELIVERY_TIMEOUT_MILLIS = 300_000;

    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final long RECONNECT_MILLIS = 100;

    /**
     * The system sizes a connection's buffers as it goes: Kafka's own are overrun by a burst, and
     * what is dropped then comes 200 ms later (decision 23).
     */
    private static final int SYSTEM_SIZE = -1;

    private static final long MOST_RECONNECT_MILLIS = 1_000;

    /**
     * What is told once a second may gather: each request costs broker and plane more than a
     * record. What happens does not wait with it.
     */
    private static final int LINGER_MILLIS = 100;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final int URGENT_REQUESTS_IN_FLIGHT = 5;
    private static final long NEVER_IDLE_MILLIS = 365L * 24 * 3_600 * 1_000;
    private static final int NEWEST_FETCH_BYTES = 4 * 1024 * 1024;
    private static final int NEWEST_PARTITION_BYTES = 512 * 1024;
    private static final int NEWEST_POLL_RECORDS = 5_000;
    private static final int NEWEST_LEAST_BYTES = 128 * 1024;
    private static final int NEWEST_WAIT_MILLIS = 50;

    Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // On a partition just made a first batch can be refused while a second is taken; the client
        // then
        // repeats the first until it times out.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, CLIENT_BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        return settings;
    }

    /**
     * For what happened: at once, and on a connection where nothing is before it. One that is lost
     * costs a second: the next regular record says the same.
     */
    Map<String, Object> urgentProducer() {
        Map<String, Object> settings = producer();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, agentId + "-urgent");
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, URGENT_REQUESTS_IN_FLIGHT);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        // Rarely used, and then without time to look anything up.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE_MILLIS);
        settings.put(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG, NEVER_IDLE_MILLIS);
        return settings;
    }

    /**
     * @param what tells this process's consumers apart
     */
    Map<String, Object> consumer(String what) {
        Map<String, Object> settings = common();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, agentId + "-" + what);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        return settings;
    }

    /**
     * Of one who wants what is new and can do without what it missed, and waits a moment so that
     * not every record is a request of its own.
     */
    Map<String, Object> newestConsumer(String what) {
        Map<String, Object> settings = consumer(what);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, NEWEST_FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, NEWEST_PARTITION_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, NEWEST_POLL_RECORDS);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, NEWEST_LEAST_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, NEWEST_WAIT_MILLIS);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, agentId);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, MOST_RECONNECT_MILLIS);
        settings.put(CommonClientConfigs.SEND_BUFFER_CONFIG, SYSTEM_SIZE);
        settings.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, SYSTEM_SIZE);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
        settings.put("metric.reporters", "");
        return settings;
    }
}
