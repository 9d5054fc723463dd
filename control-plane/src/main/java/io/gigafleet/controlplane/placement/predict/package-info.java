/**
 * What services really draw: samples of whole racks become a high percentile per accelerator, which
 * placement then plans with in place of a declared draw.
 *
 * <p>Pure: may use {@code fleet} and {@code schemas}; no framework, clock, randomness or I/O.
 */
@NullMarked
package io.gigafleet.controlplane.placement.predict;

import org.jspecify.annotations.NullMarked;
