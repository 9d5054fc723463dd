/**
 * Everything that speaks Kafka: creates the topics, follows the fleet's records, publishes what the
 * ledger's outbox holds, sends caps, keeps dead letters.
 *
 * <p>Runs on threads of its own, started and closed by the shell. May import {@code telemetry} and
 * the contracts of {@code schemas}; the only package that imports Kafka's client, and a stranger to
 * the ledger.
 */
@NullMarked
package io.gigafleet.controlplane.bus;

import org.jspecify.annotations.NullMarked;
