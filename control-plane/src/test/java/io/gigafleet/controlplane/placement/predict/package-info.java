/** What services draw, learned from racks that tests make up. */
@NullMarked
package io.gigafleet.controlplane.placement.predict;

import org.jspecify.annotations.NullMarked;
