/**
 * The plant around the racks: coolant loops and their distribution units (CDUs).
 *
 * <p>Stepped by the agent's simulation thread after the racks. Pure: imports nothing but {@code
 * java.*} and the schemas' plain types.
 */
@NullMarked
package io.gigafleet.nodeagent.plant;

import org.jspecify.annotations.NullMarked;
