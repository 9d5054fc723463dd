package io.gigafleet.controlplane.bus;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The settings the plane's Kafka clients have in common. */
final class ClientConfig {

    /** A client forgets an unused topic; what is sent rarely should still need no look-up. */
    static final long NEVER_IDLE_MILLIS = Duration.ofDays(365).toMillis();

    /** A broker that comes back is found within this. */
    private static final int RECONNECT_MILLIS_MAX = 1_000;

    private static final int RECONNECT_MILLIS = 100;
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    /**
     * The system sizes a connection's buffers as it goes. Kafka's own 64 KB are less than one
     * segment of a loopback or jumbo connection: a burst overruns them, what is dropped is sent
     * again 200 ms later, and limits are watched as late (decision 23).
     */
    private static final int SYSTEM_SIZE = -1;

    private ClientConfig() {}

    static Map<String, Object> common(BusConfig config, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(CommonClientConfigs.SEND_BUFFER_CONFIG, SYSTEM_SIZE);
        settings.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, SYSTEM_SIZE);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    static Map<String, Object> producer(BusConfig config, String clientId) {
        Map<String, Object> settings = common(config, clientId);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    static Map<String, Object> consumer(BusConfig config, String clientId) {
        Map<String, Object> settings = common(config, clientId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
