/**
 * What keeps the site safe: power caps whose sum no domain exceeds, and which silent or broken
 * racks are given up.
 *
 * <p>Pure: may use {@code fleet} and {@code schemas}; no framework, clock, randomness or I/O.
 */
@NullMarked
package io.gigafleet.controlplane.safety;

import org.jspecify.annotations.NullMarked;
