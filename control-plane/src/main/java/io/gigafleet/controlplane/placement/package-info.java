/**
 * The scheduler: which replica runs on which accelerators of which rack, and for each that finds no
 * place, why.
 *
 * <pre>
 *   FleetView ─▶ Slots ─▶ demands ─▶ Placer ─▶ Plan ─▶ PlanVerifier ─▶ commit
 *                  └─▶ replicas to route, drain, replace        └─▶ violations (a bug)
 * </pre>
 *
 * <p>Pure: may use {@code fleet} and {@code schemas}; no framework, clock, randomness or I/O. Equal
 * input gives an equal plan; ties break by name.
 */
@NullMarked
package io.gigafleet.controlplane.placement;

import org.jspecify.annotations.NullMarked;
