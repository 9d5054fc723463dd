/**
 * What it costs to simulate a site: {@code bench simulation}. Uses the agent's own hosts, with time
 * that passes as fast as it can.
 */
@NullMarked
package io.gigafleet.bench.simulation;

import org.jspecify.annotations.NullMarked;
