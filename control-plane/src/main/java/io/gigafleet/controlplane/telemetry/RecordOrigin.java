package io.gigafleet.controlplane.telemetry;

/**
 * Where a record comes from.
 *
 * @param key the record's key; empty if it had none
 * @param appendedAtMillis the broker's clock when it appended the record, epoch milliseconds
 */
public record RecordOrigin(String key, long appendedAtMillis, int partition, long offset) {}
