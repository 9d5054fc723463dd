/**
 * The state of the fleet as decisions see it: racks, power tree, coolant loops, services, replicas,
 * and the power book that alone counts committed watts and heat.
 *
 * <p>Pure: plain Java and the contracts of {@code schemas}; no framework, clock, randomness or I/O.
 */
@NullMarked
package io.gigafleet.controlplane.fleet;

import org.jspecify.annotations.NullMarked;
