/**
 * The plant around the racks: coolant loops and their distribution units (CDUs), and the power tree
 * with its feeds, breakers and meters.
 *
 * <p>Loops are stepped by the agent's simulation thread after the racks, the power tree by the
 * plant process. Pure: imports nothing but {@code java.*} and the schemas' plain types.
 */
@NullMarked
package io.gigafleet.nodeagent.plant;

import org.jspecify.annotations.NullMarked;
