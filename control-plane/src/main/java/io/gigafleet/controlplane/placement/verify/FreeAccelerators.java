package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.AcceleratorSet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Placement;
import java.util.List;
import java.util.OptionalInt;

/**
 * The accelerators of each rack, one bit each: those that are held or dead, then those given away.
 */
final class FreeAccelerators {

    private final Topology topology;
    private final List<RackView> racks;
    private final int words;
    private final long[] taken;

    private FreeAccelerators(FleetView view) {
        this.topology = view.topology();
        this.racks = view.racks();
        int most = 0;
        for (RackSpot spot : topology.racks()) {
            most = Math.max(most, spot.accelerators());
        }
        this.words = (most + AcceleratorSet.WORD - 1) / AcceleratorSet.WORD;
        this.taken = new long[words * topology.rackCount()];
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            take(rack, racks.get(rack).deadAccelerators());
        }
        for (Replica replica : view.replicas()) {
            OptionalInt rack = topology.rackNamed(replica.rack());
            if (rack.isPresent()) {
                take(rack.getAsInt(), replica.acceleratorSet());
            }
        }
    }

    /** What no replica of a view holds; to look for free ones with. */
    static FreeAccelerators of(FleetView view) {
        return new FreeAccelerators(view);
    }

    /** Each arrival gets accelerators that exist, that nothing holds and nothing else gets. */
    static void check(Proposal proposal, Violations found) {
        FreeAccelerators accelerators = of(proposal.view());
        proposal.arrivals()
                .values()
                .forEach(
                        placements ->
                                placements.forEach(
                                        placement -> accelerators.check(placement, found)));
    }

    private void check(Placement placement, Violations found) {
        AcceleratorSet wanted = placement.acceleratorSet();
        int slots = topology.rack(placement.rack()).accelerators();
        if (wanted.isEmpty()) {
            found.of(placement, "it has no accelerators");
            return;
        }
        if (last(wanted) >= slots) {
            found.of(placement, "accelerator " + last(wanted) + " does not exist");
            return;
        }
        for (int word = 0; word < wanted.wordCount(); word++) {
            long both = wanted.word(word) & taken[placement.rack() * words + word];
            if (both != 0) {
                int slot = word * AcceleratorSet.WORD + Long.numberOfTrailingZeros(both);
                boolean isDead = racks.get(placement.rack()).deadAccelerators().contains(slot);
                found.of(placement, "accelerator " + slot + (isDead ? " is dead" : " is taken"));
            }
        }
        take(placement.rack(), wanted);
    }

    private static int last(AcceleratorSet set) {
        int word = set.wordCount() - 1;
        return (word + 1) * AcceleratorSet.WORD - 1 - Long.numberOfLeadingZeros(set.word(word));
    }

    private void take(int rack, AcceleratorSet set) {
        for (int word = 0; word < Math.min(words, set.wordCount()); word++) {
            taken[rack * words + word] |= set.word(word);
        }
    }

    /** Takes the first free ones of a rack; fewer if fewer are free. */
    AcceleratorSet takeFirst(int rack, int count) {
        long[] mask = new long[words];
        int left = count;
        for (int slot = 0; slot < topology.rack(rack).accelerators() && left > 0; slot++) {
            int word = slot / AcceleratorSet.WORD;
            if ((taken[rack * words + word] & (1L << slot)) == 0) {
                mask[word] |= 1L << slot;
                left--;
            }
        }
        AcceleratorSet set = AcceleratorSet.ofMask(mask);
        take(rack, set);
        return set;
    }
}
