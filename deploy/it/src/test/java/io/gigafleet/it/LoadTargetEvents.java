package io.gigafleet.it;

import io.gigafleet.schemas.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The grid that asks for less by CloudEvents. */
final class LoadTargetEvents {

    private LoadTargetEvents() {}

    /** Sends one {@code grid.loadtarget.set.v1} of {@code /grid/tso}. */
    static void send(Infrastructure infrastructure, String id, String data) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(
                        TopicCatalogue.builtIn().loadTarget().name(),
                        "it",
                        data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "id",
                        id,
                        "source",
                        "/grid/tso",
                        "type",
                        "grid.loadtarget.set.v1",
                        "specversion",
                        "1.0")
                .forEach(
                        (name, value) ->
                                record.headers()
                                        .add("ce_" + name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", infrastructure.bootstrapServers(),
                                "key.serializer", StringSerializer.class.getName(),
                                "value.serializer", ByteArraySerializer.class.getName()))) {
            var _ = producer.send(record); // closing waits for it
        }
    }
}
