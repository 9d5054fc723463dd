/**
 * What-if questions of operators: what they suppose, read against the live fleet, and the answer
 * for people.
 *
 * <p>The answer itself is {@code placement.whatif}'s. May use {@code control} for the live fleet,
 * {@code ledger}, {@code placement}, {@code fleet}, and the operator's other packages.
 */
@NullMarked
package io.gigafleet.controlplane.operator.whatif;

import org.jspecify.annotations.NullMarked;
