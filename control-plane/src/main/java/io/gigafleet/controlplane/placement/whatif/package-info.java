/**
 * Questions to the scheduler that change nothing: could this service ever run here, and what would
 * be placed, moved, given up or refused if something changed.
 *
 * <p>The answers come from the same {@link io.gigafleet.controlplane.placement.Placer} that
 * decides, asked on a changed copy of the fleet. Pure: may use {@code placement}, {@code fleet} and
 * {@code schemas}.
 */
@NullMarked
package io.gigafleet.controlplane.placement.whatif;

import org.jspecify.annotations.NullMarked;
