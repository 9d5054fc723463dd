package io.gigafleet.controlplane.safety.heat;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.Topology;
import java.util.BitSet;
import java.util.OptionalInt;

/** What is remembered of a coolant loop. */
record LoopHeat(SupplyTrend supply, Loss loss) {

    static final LoopHeat NONE = new LoopHeat(SupplyTrend.NONE, Loss.NONE);

    /**
     * A loop that rejects less than was declared.
     *
     * @param sinceMillis since when; 0: it doesn't
     * @param leaving racks whose replicas were asked to move because more is committed; nobody
     *     changes it
     * @param leastWatts the least it rejected while those racks were asked to move; {@link
     *     SupplyTrend#UNKNOWN}: none was
     * @param proposed racks of which it was said that they should be cut off, where the mode does
     *     not let the guard do it; nobody changes it
     */
    record Loss(long sinceMillis, BitSet leaving, long leastWatts, BitSet proposed) {

        static final Loss NONE = new Loss(0, new BitSet(), SupplyTrend.UNKNOWN, new BitSet());

        /** Racks that were left are used again when this part of the capacity has come back. */
        private static final long RECOVERED_SHARE = 20;

        boolean isKnown() {
            return sinceMillis != 0;
        }

        /** Whether the loop rejects notably more again than when racks were asked to move. */
        boolean isRecovering(long watts, CoolantLoop declared) {
            return leastWatts != SupplyTrend.UNKNOWN
                    && watts - leastWatts >= declared.heatCapacityWatts() / RECOVERED_SHARE;
        }
    }

    LoopHeat with(SupplyTrend next) {
        return next.equals(supply) ? this : new LoopHeat(next, loss);
    }

    private LoopHeat with(Loss next) {
        return next.equals(loss) ? this : new LoopHeat(supply, next);
    }

    /** The same as one that rejects what it should. */
    LoopHeat restored() {
        return with(Loss.NONE);
    }

    /** The same as one that has begun to reject less. */
    LoopHeat losing(long sinceMillis) {
        return with(new Loss(sinceMillis, new BitSet(), SupplyTrend.UNKNOWN, new BitSet()));
    }

    /** The same for another topology: its racks are known again by their names. */
    LoopHeat carriedOver(int loop, Topology from, Topology to) {
        return with(
                new Loss(
                        loss.sinceMillis(),
                        known(loss.leaving(), loop, from, to),
                        loss.leastWatts(),
                        known(loss.proposed(), loop, from, to)));
    }

    private static BitSet known(BitSet racks, int loop, Topology from, Topology to) {
        BitSet known = new BitSet();
        racks.stream()
                .mapToObj(rack -> to.rackNamed(from.rack(rack).name()))
                .flatMapToInt(OptionalInt::stream)
                .filter(rack -> to.rack(rack).loop() == loop)
                .forEach(known::set);
        return known;
    }

    /** The same with other racks whose replicas are asked to move. */
    LoopHeat leaving(BitSet racks) {
        long least = racks.isEmpty() ? SupplyTrend.UNKNOWN : loss.leastWatts();
        return with(new Loss(loss.sinceMillis(), racks, least, loss.proposed()));
    }

    /** The same with what it rejects now, while racks are asked to move. */
    LoopHeat rejecting(long watts) {
        return loss.leaving().isEmpty() || watts >= loss.leastWatts()
                ? this
                : with(new Loss(loss.sinceMillis(), loss.leaving(), watts, loss.proposed()));
    }

    /** The same with other racks of which it was said that they should be cut off. */
    LoopHeat proposing(BitSet racks) {
        return with(new Loss(loss.sinceMillis(), loss.leaving(), loss.leastWatts(), racks));
    }
}
