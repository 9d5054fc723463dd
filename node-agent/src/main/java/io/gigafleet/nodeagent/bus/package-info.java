/**
 * The way to and from the control plane: the only package that imports Kafka. One thread publishes
 * what the outbound buffer holds, one what is urgent in it. Of an agent, one each follows
 * assignments, caps and meters, so that none waits behind another; of the plant, one follows what
 * racks draw. All start over by themselves while the brokers are away.
 */
@NullMarked
package io.gigafleet.nodeagent.bus;

import org.jspecify.annotations.NullMarked;
