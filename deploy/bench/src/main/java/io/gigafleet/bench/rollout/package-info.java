/**
 * Rollouts in simulated time: the real deciders over racks that are made up, with faults, restarts
 * and operators drawn from a seed. Tests hold invariants against it, and a bench command measures
 * what a decision costs.
 */
@NullMarked
package io.gigafleet.bench.rollout;

import org.jspecify.annotations.NullMarked;
