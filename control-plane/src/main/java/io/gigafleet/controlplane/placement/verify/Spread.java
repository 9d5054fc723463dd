package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * No row, loop or rack that a service comes to holds more of its slots than it may. A slot counts
 * once wherever a part of a holder stands, so that one that moves within a row counts once there.
 */
final class Spread {

    private final Proposal proposal;
    private final Violations found;
    private final Map<Service, Stands> stands = new LinkedHashMap<>();

    private Spread(Proposal proposal, Violations found) {
        this.proposal = proposal;
        this.found = found;
    }

    static void check(Proposal proposal, Violations found) {
        new Spread(proposal, found).check();
    }

    private void check() {
        proposal.arrivals()
                .forEach(
                        (service, placements) -> {
                            if (isLimited(service)) {
                                Stands ofService = new Stands();
                                stands.put(service, ofService);
                                for (Placement arrival : placements) {
                                    ofService.add(
                                            arrival.rack(), arrival.demand().slot(), Stands.NEW);
                                }
                            }
                        });
        if (stands.isEmpty()) {
            return;
        }
        for (Replica replica : proposal.view().replicas()) {
            if (replica.state().holdsSlot()) {
                proposal.services()
                        .named(replica.service())
                        .map(stands::get)
                        .ifPresent(ofService -> addHolder(ofService, replica));
            }
        }
        Topology topology = proposal.view().topology();
        stands.forEach(
                (service, ofService) -> {
                    InferenceService.Placement limits = service.spec().placement();
                    limits.maxPerRow()
                            .ifPresent(
                                    most ->
                                            check(
                                                    service,
                                                    ofService,
                                                    rack -> proposal.rowOf()[rack],
                                                    most,
                                                    "row"));
                    limits.maxPerLoop()
                            .ifPresent(
                                    most ->
                                            check(
                                                    service,
                                                    ofService,
                                                    rack -> topology.rack(rack).loop(),
                                                    most,
                                                    "loop"));
                    limits.maxPerRack()
                            .ifPresent(
                                    most -> check(service, ofService, rack -> rack, most, "rack"));
                });
    }

    private static boolean isLimited(Service service) {
        InferenceService.Placement limits = service.spec().placement();
        return limits.maxPerRow().isPresent()
                || limits.maxPerLoop().isPresent()
                || limits.maxPerRack().isPresent();
    }

    private void addHolder(Stands ofService, Replica replica) {
        proposal.view()
                .topology()
                .rackNamed(replica.rack())
                .ifPresent(rack -> ofService.add(rack, replica.slot(), Stands.OLD));
    }

    private void check(
            Service service, Stands ofService, IntUnaryOperator placeOf, int most, String per) {
        ofService
                .overfull(placeOf, most)
                .forEach(
                        rack ->
                                found.add(
                                        "%s: the %s of %s then holds more than %d of its slots"
                                                .formatted(
                                                        service.name(),
                                                        per,
                                                        proposal.view()
                                                                .topology()
                                                                .rack(rack)
                                                                .name(),
                                                        most)));
    }

    /** Where the slots of one service stand. */
    private static final class Stands {

        static final int OLD = 0;
        static final int NEW = 1;

        private int[] racks = new int[16];
        private int[] slots = new int[16];
        private int[] ages = new int[16];
        private int count;

        void add(int rack, int slot, int age) {
            if (count == racks.length) {
                racks = Arrays.copyOf(racks, 2 * count);
                slots = Arrays.copyOf(slots, 2 * count);
                ages = Arrays.copyOf(ages, 2 * count);
            }
            racks[count] = rack;
            slots[count] = slot;
            ages[count++] = age;
        }

        /** A rack of every place that holds too many slots and gets one it did not hold. */
        List<Integer> overfull(IntUnaryOperator placeOf, int most) {
            if (count <= most) {
                return List.of();
            }
            long[] keys = new long[count];
            for (int at = 0; at < count; at++) {
                long place = placeOf.applyAsInt(racks[at]);
                keys[at] = place << 33 | (long) slots[at] << 2 | ages[at] << 1;
            }
            Arrays.sort(keys);
            List<Integer> overfull = new ArrayList<>();
            for (int at = 0; at < count; ) {
                long place = keys[at] >> 33;
                int slotsHere = 0;
                int newHere = 0;
                long slot = -1;
                for (; at < count && keys[at] >> 33 == place; at++) {
                    if (keys[at] >> 2 != slot) {
                        slot = keys[at] >> 2;
                        slotsHere++;
                        newHere += (int) (keys[at] >> 1 & 1);
                    }
                }
                if (slotsHere > most && newHere > 0) {
                    overfull.add(rackIn(place, placeOf));
                }
            }
            return overfull;
        }

        private int rackIn(long place, IntUnaryOperator placeOf) {
            for (int at = 0; at < count; at++) {
                if (placeOf.applyAsInt(racks[at]) == place) {
                    return racks[at];
                }
            }
            throw new IllegalArgumentException("nothing stands in place " + place);
        }
    }
}
