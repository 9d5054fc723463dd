package io.gigafleet.local;

import java.nio.file.Path;
import java.util.List;

/** Settings of a single small broker, and of what it logs. */
final class KafkaSettings {

    /** JVM flags: warnings and the broker's own start and stop, with times. */
    static final List<String> LOGGING =
            List.of(
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                    "-Dorg.slf4j.simpleLogger.logFile=System.out");

    private KafkaSettings() {}

    /** The contents of {@code server.properties}. */
    static String of(Path log, int port, int controllerPort) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        log.dirs=%3$s
        auto.create.topics.enable=false
        # one replica of everything, and few partitions: this is one broker
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=4
        group.initial.rebalance.delay.ms=0
        # the system sizes a connection's buffers as it goes: 100 KB are overrun by a burst
        socket.receive.buffer.bytes=-1
        socket.send.buffer.bytes=-1
        # small: threads, buffers, index files
        num.network.threads=2
        num.io.threads=4
        background.threads=2
        log.cleaner.dedupe.buffer.size=2097152
        log.index.size.max.bytes=1048576
        log.segment.bytes=67108864
        # a killed broker's session ends soon, so that its successor on the same storage may register
        broker.heartbeat.interval.ms=500
        broker.session.timeout.ms=3000
        """
                .formatted(port, controllerPort, log);
    }
}
