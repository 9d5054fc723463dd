/**
 * What tells others how this process is: readiness and metrics. Loss of the database or of Kafka
 * makes it not ready, never not alive: a restart would not bring either back.
 */
@NullMarked
package io.gigafleet.controlplane.operator.health;

import org.jspecify.annotations.NullMarked;
