/** The parts of the search, each against a slower one that cannot be wrong. */
@NullMarked
package io.gigafleet.controlplane.placement.dense;

import org.jspecify.annotations.NullMarked;
