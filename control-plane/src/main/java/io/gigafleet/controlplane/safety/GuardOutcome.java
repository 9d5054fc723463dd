package io.gigafleet.controlplane.safety;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one look decided. Arrays have one entry per rack, domain or loop of the topology, by index;
 * nobody changes them.
 *
 * @param capWatts the live cap of each rack; 0: without power, nothing to cap
 * @param suspensions of each rack
 * @param trips racks to be cut off and latched at once
 * @param liquid racks whose coolant valves are to close, after their power is off
 * @param barred racks nothing new goes to, and why, by index
 * @param drains racks whose replicas are to move elsewhere, and why, by index
 * @param bad racks given evidence against, and why, by index
 * @param budgetWatts in force for each domain: failover, maintenance, a load target, no more than
 *     declared
 * @param heatCapacityWatts in force for each loop
 * @param acts what began or ended with this look
 * @param alarms all that stand
 * @param target how far the load target in force is met, as text; empty: none is in force
 * @param memory for the next look
 */
public record GuardOutcome(
        long[] capWatts,
        Suspension[] suspensions,
        BitSet trips,
        BitSet liquid,
        SortedMap<Integer, String> barred,
        SortedMap<Integer, String> drains,
        SortedMap<Integer, String> bad,
        long[] budgetWatts,
        long[] heatCapacityWatts,
        List<GuardAct> acts,
        List<GuardAlarm> alarms,
        String target,
        GuardMemory memory) {

    public GuardOutcome {
        barred = Collections.unmodifiableSortedMap(new TreeMap<>(barred));
        drains = Collections.unmodifiableSortedMap(new TreeMap<>(drains));
        bad = Collections.unmodifiableSortedMap(new TreeMap<>(bad));
        acts = List.copyOf(acts);
        alarms = List.copyOf(alarms);
    }
}
