package io.gigafleet.it;

import io.gigafleet.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning to what is its end now. */
final class TopicTail {

    private TopicTail() {}

    /** All records of a topic, each partition's in order. */
    static List<ConsumerRecord<String, byte[]>> read(
            Infrastructure infrastructure, TopicCatalogue.Topic topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", infrastructure.bootstrapServers(),
                                "isolation.level", "read_committed",
                                "key.deserializer", StringDeserializer.class.getName(),
                                "value.deserializer", ByteArrayDeserializer.class.getName()))) {
            List<TopicPartition> partitions =
                    IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Await.until(
                    "the end of " + topic.name(),
                    Duration.ofSeconds(30),
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return all;
    }
}
