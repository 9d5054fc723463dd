/**
 * The search for places, on the fleet as dense columns.
 *
 * <p>A {@link io.gigafleet.controlplane.placement.dense.Site} is what does not change, a {@link
 * io.gigafleet.controlplane.placement.dense.Board} what stands where. Many replicas at once are
 * packed: a linear program over classes of replicas and groups of racks says how many go where
 * ({@code Admission}, {@code Prices}), then racks are chosen, the largest replicas first ({@code
 * Packing}, {@code BestFit}). Single ones are placed one by one: into free room, by moving others
 * ({@code Consolidation}), or in place of others ({@code Displacement}).
 *
 * <p>Pure: plain arrays, no names, no clock, no chance; ties break by index. Imports nothing of the
 * control plane.
 */
@NullMarked
package io.gigafleet.controlplane.placement.dense;

import org.jspecify.annotations.NullMarked;
