package io.gigafleet.controlplane.archfixture.placement;

import org.apache.kafka.clients.producer.KafkaProducer;

/** Breaks the rule that a pure package knows no Kafka. */
public final class PlacerWithKafka {

    public void place(KafkaProducer<String, byte[]> producer) {
        producer.flush();
    }
}
