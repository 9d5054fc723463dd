/**
 * The commissioning of one rack as its host simulates it: a small file per stage says how long it
 * takes, what it does to the rack, what it reads and when it fails. The host also does what a field
 * crew and a dock scanner would.
 *
 * <p>Runs on the agent's simulation thread, only while a stage is asked. Pure: imports nothing but
 * {@code java.*}, the schemas' plain types, {@code rack} and {@code rack.fault}.
 */
@NullMarked
package io.gigafleet.nodeagent.rack.stage;

import org.jspecify.annotations.NullMarked;
