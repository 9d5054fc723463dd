package io.gigafleet.controlplane.safety;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one part of the guard asks for beside caps.
 *
 * @param trips racks to be cut off
 * @param liquid racks whose coolant valves are to close, now that they have no power
 * @param barred racks nothing new goes to, and why
 * @param drains racks whose replicas are to move elsewhere, and why
 * @param bad racks given evidence against, and why
 */
public record Measures(
        BitSet trips,
        BitSet liquid,
        SortedMap<Integer, String> barred,
        SortedMap<Integer, String> drains,
        SortedMap<Integer, String> bad,
        List<GuardAct> acts,
        List<GuardAlarm> alarms) {

    public Measures {
        barred = Collections.unmodifiableSortedMap(new TreeMap<>(barred));
        drains = Collections.unmodifiableSortedMap(new TreeMap<>(drains));
        bad = Collections.unmodifiableSortedMap(new TreeMap<>(bad));
        acts = List.copyOf(acts);
        alarms = List.copyOf(alarms);
    }
}
