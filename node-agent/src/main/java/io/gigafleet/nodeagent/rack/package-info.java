/**
 * One simulated rack: power, heat and serving in fixed steps of 100 ms, deterministic from a seed.
 *
 * <p>A step runs on the agent's simulation thread and allocates nothing: state lies in primitive
 * columns, one entry per accelerator, and in queues that grow to a named limit. Pure: imports
 * nothing but {@code java.*} and the schemas' plain types.
 */
@NullMarked
package io.gigafleet.nodeagent.rack;

import org.jspecify.annotations.NullMarked;
