/**
 * The check of every plan before it is committed.
 *
 * <p>Every mandatory constraint is computed again from the fleet's view. Nothing is shared with the
 * search: no running totals, no sets of racks, no budgets. So a reservation that was forgotten
 * there is found here.
 *
 * <p>Pure: may use {@code fleet}, {@code schemas} and the types a {@link
 * io.gigafleet.controlplane.placement.Plan} is made of; neither the search nor its columns.
 */
@NullMarked
package io.gigafleet.controlplane.placement.verify;

import org.jspecify.annotations.NullMarked;
