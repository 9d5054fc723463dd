/**
 * The way to and from the control plane: the only package that imports Kafka. One thread publishes
 * what the outbound buffer holds. Of an agent, one follows assignments, and one caps and meters,
 * which must not wait behind the assignments' disk; of the plant, one follows what racks draw. All
 * start over by themselves while the brokers are away.
 */
@NullMarked
package io.gigafleet.nodeagent.bus;

import org.jspecify.annotations.NullMarked;
