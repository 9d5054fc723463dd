/**
 * What can be wrong with a rack, as it comes in and at work: the words for it, which racks have it
 * and when, and how it looks in each, by seed.
 *
 * <p>Runs on the agent's simulation thread, only when something changes. Pure: imports nothing but
 * {@code java.*}, the schemas' plain types and {@code rack}, whose physics carries the faults.
 */
@NullMarked
package io.gigafleet.nodeagent.rack.fault;

import org.jspecify.annotations.NullMarked;
