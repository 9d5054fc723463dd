package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;

/**
 * What all racks' stages share.
 *
 * @param speed how many times faster than on site stages go
 */
record StagePace(long seed, double speed, FaultPlan faults) {}
