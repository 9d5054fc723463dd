/**
 * What the durable path can carry: a local stack of its own, telemetry that keeps its racks fresh,
 * clients that declare services, and a reader of the assignments that follow.
 *
 * <p>Runs in the measurement's process; PostgreSQL, Kafka and the control plane are processes of
 * their own. May import the contracts of {@code schemas}, the embedded stack and Kafka's client.
 */
@NullMarked
package io.gigafleet.bench.durable;

import org.jspecify.annotations.NullMarked;
