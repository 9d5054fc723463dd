/**
 * {@code gigafleet bench whole}: the fleet of a scenario for some minutes, all processes together,
 * with what each uses.
 */
@NullMarked
package io.gigafleet.bench.whole;

import org.jspecify.annotations.NullMarked;
