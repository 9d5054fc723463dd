/**
 * The way to and from the control plane: the only package that imports Kafka. One thread publishes
 * what the outbound buffer holds, one reads assignments and caps; both start over by themselves
 * while the brokers are away.
 */
@NullMarked
package io.gigafleet.nodeagent.bus;

import org.jspecify.annotations.NullMarked;
