/**
 * Other schedulers on the same instances: a loop like kube-scheduler's, written here; Timefold;
 * Fenzo, in a JVM of its own.
 *
 * <p>They see an {@link io.gigafleet.bench.placement.Instance} and give back {@link
 * io.gigafleet.bench.placement.PlacedReplicas}. None of them uses the control plane.
 */
@NullMarked
package io.gigafleet.bench.placement.baseline;

import org.jspecify.annotations.NullMarked;
