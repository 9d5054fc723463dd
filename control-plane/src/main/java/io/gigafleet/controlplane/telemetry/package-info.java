/**
 * What the plane hears of the fleet: bytes become checked readings, readings become the latest
 * state of each rack, roll-ups and the racks' conditions.
 *
 * <p>Runs on the one thread that feeds {@link io.gigafleet.controlplane.telemetry.TelemetryIngest};
 * any thread may read. May import the contracts of {@code schemas} and {@code fleet.Condition};
 * knows no Kafka, database or HTTP, and no clock: time arrives with each record or call.
 */
@NullMarked
package io.gigafleet.controlplane.telemetry;

import org.jspecify.annotations.NullMarked;
