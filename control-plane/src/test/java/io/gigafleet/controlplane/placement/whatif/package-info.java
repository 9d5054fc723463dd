/** Questions to the scheduler, asked of small sites. */
@NullMarked
package io.gigafleet.controlplane.placement.whatif;

import org.jspecify.annotations.NullMarked;
