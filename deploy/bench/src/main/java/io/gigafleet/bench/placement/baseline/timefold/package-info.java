/**
 * Timefold on placement instances: one planning entity per replica, its rack the variable, a rack
 * being optional; constraints by incremental score, Timefold's fastest way. Not for gangs.
 */
@NullMarked
package io.gigafleet.bench.placement.baseline.timefold;

import org.jspecify.annotations.NullMarked;
