/**
 * Whether the control plane pays: the same hall, the same week of load and the same mishaps under
 * three policies, in simulated time.
 *
 * <pre>
 *   LoadTrace ─▶ OfferedLoad ─┐                          ┌─▶ Hall: racks, loops, breakers
 *                             ├─▶ WeekSimulation ────────┤
 *   Workload, HallSite ───────┘    one policy, one week  ├─▶ Desk: replicas, eviction, placer
 *                                                        └─▶ GuardPost: the guard, if it has one
 *   Tally ─▶ PolicyResult ─▶ table, JSON, picture
 * </pre>
 *
 * <p>The deciders are the control plane's, the physics the node agent's. Serving is a fluid: {@link
 * io.gigafleet.bench.policy.ServingCurve}. May use the deciders' packages, {@code nodeagent.rack},
 * {@code nodeagent.plant}, the site generator of {@code local}, Jackson and picocli. Equal
 * arguments give equal results, bit for bit.
 */
@NullMarked
package io.gigafleet.bench.policy;

import org.jspecify.annotations.NullMarked;
