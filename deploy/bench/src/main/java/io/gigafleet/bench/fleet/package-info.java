/**
 * A whole fleet of this machine, as {@code ./gigafleet up} starts it, for measurements that need
 * one: its API, its processes, and what these use.
 */
@NullMarked
package io.gigafleet.bench.fleet;

import org.jspecify.annotations.NullMarked;
