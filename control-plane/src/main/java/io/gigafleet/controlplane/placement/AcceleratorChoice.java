package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.dense.Trays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses which accelerators of their racks placements get. The search only counts them: within a
 * scale-up domain they are alike but for the trays, which the largest placements get whole.
 */
final class AcceleratorChoice {

    private final FleetView view;
    private final int words;
    private final long[] free;

    AcceleratorChoice(FleetView view) {
        this.view = view;
        int most = 0;
        for (RackSpot spot : view.topology().racks()) {
            most = Math.max(most, spot.accelerators());
        }
        this.words = (most + AcceleratorSet.WORD - 1) / AcceleratorSet.WORD;
        this.free = new long[words * view.topology().rackCount()];
        for (int rack = 0; rack < view.topology().rackCount(); rack++) {
            AcceleratorSet all = AcceleratorSet.range(0, view.topology().rack(rack).accelerators());
            for (int word = 0; word < words; word++) {
                free[rack * words + word] = all.word(word);
            }
            take(rack, view.rack(rack).deadAccelerators());
        }
        for (Replica replica : view.replicas()) {
            view.topology()
                    .rackNamed(replica.rack())
                    .ifPresent(rack -> take(rack, replica.acceleratorSet()));
        }
    }

    /** A place whose accelerators are still to be chosen. */
    record Place(Demand demand, int part, int rack, int accelerators, long plannedWatts) {}

    /** Chooses for all places, the largest first; the answer is in the order given. */
    List<Placement> choose(List<Place> places) {
        Placement[] chosen = new Placement[places.size()];
        List<Integer> order = new ArrayList<>(places.size());
        for (int at = 0; at < chosen.length; at++) {
            order.add(at);
        }
        order.sort(Comparator.comparingInt(at -> -places.get(at).accelerators()));
        long[] mask = new long[words];
        for (int at : order) {
            Place place = places.get(at);
            RackSpot spot = view.topology().rack(place.rack());
            Trays.choose(
                    free,
                    place.rack() * words,
                    mask,
                    spot.accelerators(),
                    spot.sku().spec().acceleratorsPerTray(),
                    place.accelerators());
            AcceleratorSet accelerators = AcceleratorSet.ofMask(mask);
            take(place.rack(), accelerators);
            chosen[at] =
                    new Placement(
                            place.demand(),
                            place.part(),
                            place.rack(),
                            accelerators,
                            place.plannedWatts());
        }
        return List.of(chosen);
    }

    private void take(int rack, AcceleratorSet accelerators) {
        for (int word = 0; word < Math.min(words, accelerators.wordCount()); word++) {
            free[rack * words + word] &= ~accelerators.word(word);
        }
    }
}
