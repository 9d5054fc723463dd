package io.gigafleet.controlplane.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** Where Kafka is and how its topics are made: {@code gigafleet.kafka.*}. */
@ConfigMapping(prefix = "gigafleet.kafka")
public interface BusConfig {

    /** The brokers to begin with, {@code host:port}, separated by commas. */
    @NotBlank
    @WithDefault("127.0.0.1:9092")
    String bootstrapServers();

    /** Copies of each partition of topics that this plane creates; 3 in production. */
    @Min(1)
    @Max(7)
    @WithDefault("1")
    int replicationFactor();

    /** How far back telemetry and facility are read at the start: what is older says nothing. */
    @WithDefault("30s")
    Duration lookBack();

    /**
     * Telemetry records of one partition that may wait; beyond it the older ones are skipped. At a
     * gigawatt 60,000 are a minute.
     */
    @Min(1_000)
    @WithDefault("60000")
    long maxLagRecords();
}
