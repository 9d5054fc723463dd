/**
 * The node agent: one process that hosts the racks of one or more whole coolant loops and obeys the
 * control plane. This package holds the command line and wires the parts together; it may import
 * all of them.
 *
 * <p>{@code rack}, {@code plant} and {@code arrivals} are pure: no clock, randomness, I/O or
 * framework. {@code agent} is the daemon, {@code bus} the only package that knows Kafka, {@code
 * admin} the only one that knows HTTP.
 */
@NullMarked
package io.gigafleet.nodeagent;

import org.jspecify.annotations.NullMarked;
