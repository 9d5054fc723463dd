/** Plans that are wrong in one way each, and plans of random fleets, which are not wrong at all. */
@NullMarked
package io.gigafleet.controlplane.placement.verify;

import org.jspecify.annotations.NullMarked;
