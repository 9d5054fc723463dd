/**
 * Placement instances in files, and what can be measured on them: the scheduler, other schedulers
 * beside it, and the bound that none can pass.
 *
 * <pre>
 *   directory ─▶ InstanceReader ─┐                 ┌─▶ a scheduler ─▶ PlacedReplicas ─▶ InstanceCheck
 *   size, seed ─▶ InstanceGenerator ─▶ Instance ───┤
 *                                                  └─▶ LpBound
 * </pre>
 *
 * <p>May use the control plane's pure packages, OR-Tools, picocli and Jackson. {@link
 * io.gigafleet.bench.placement.Instance} and what it is made of use the JDK only, so that a
 * baseline can read an instance in a JVM of its own.
 */
@NullMarked
package io.gigafleet.bench.placement;

import org.jspecify.annotations.NullMarked;
