/** Which failures become which refusals. */
@NullMarked
package io.gigafleet.controlplane.operator.problem;

import org.jspecify.annotations.NullMarked;
