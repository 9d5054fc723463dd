package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.placement.Placement;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A rack that a replica wants for its tenant alone holds no other tenant's, whichever came first.
 * What is on its way out still counts.
 */
final class Exclusiveness {

    private final Proposal proposal;
    private final Tenant unknown = new Tenant("");
    private final Tenant several = new Tenant("");
    private final @Nullable Tenant[] before;
    private final @Nullable Tenant[] arriving;
    private final @Nullable Tenant[] alone;

    private Exclusiveness(Proposal proposal) {
        this.proposal = proposal;
        int racks = proposal.view().topology().rackCount();
        this.before = new Tenant[racks];
        this.arriving = new Tenant[racks];
        this.alone = new Tenant[racks];
    }

    static void check(Proposal proposal, Violations found) {
        Exclusiveness check = new Exclusiveness(proposal);
        check.countReplicas();
        check.countArrivals();
        check.compare(found);
    }

    private void countReplicas() {
        for (Replica replica : proposal.view().replicas()) {
            OptionalInt rack = proposal.view().topology().rackNamed(replica.rack());
            if (rack.isPresent()) {
                Optional<Service> service = proposal.services().named(replica.service());
                note(before, rack.getAsInt(), service.map(Service::tenant).orElse(unknown));
                service.filter(some -> some.spec().placement().exclusive())
                        .ifPresent(some -> note(alone, rack.getAsInt(), some.tenant()));
            }
        }
    }

    private void countArrivals() {
        proposal.arrivals()
                .forEach(
                        (service, placements) -> {
                            for (Placement placement : placements) {
                                note(arriving, placement.rack(), service.tenant());
                                if (service.spec().placement().exclusive()) {
                                    note(alone, placement.rack(), service.tenant());
                                }
                            }
                        });
    }

    private void note(@Nullable Tenant[] tenants, int rack, Tenant tenant) {
        Tenant known = tenants[rack];
        tenants[rack] = known == null || known == tenant ? tenant : several;
    }

    private void compare(Violations found) {
        proposal.arrivals()
                .forEach(
                        (service, placements) -> {
                            for (Placement placement : placements) {
                                compare(service, placement, found);
                            }
                        });
    }

    private void compare(Service service, Placement placement, Violations found) {
        int rack = placement.rack();
        Tenant owner = alone[rack];
        if (owner == null) {
            return;
        }
        if (owner != service.tenant()) {
            found.of(placement, "its rack is kept for another tenant");
            return;
        }
        boolean isExclusive = service.spec().placement().exclusive();
        Tenant there = before[rack];
        if ((isExclusive && there != null && there != owner) || arriving[rack] != owner) {
            found.of(placement, "its rack is shared with another tenant");
        }
    }
}
