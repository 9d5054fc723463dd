package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import io.gigafleet.controlplane.placement.Preemption;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a plan takes away from those who have it, and by what right: movers run, and move once;
 * victims may be preempted, go as a whole, go once, and are worth less than who gets their place or
 * were lent it.
 */
final class Given {

    private final Services services;
    private final Violations found;
    private final Map<String, Replica> running = new HashMap<>();
    private final Map<String, Integer> partsOfCopy = new HashMap<>();
    private final Set<Slot> unplaced = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Topology topology;

    private record Slot(String service, int slot) {
        static Slot of(Demand demand) {
            return new Slot(demand.service().name(), demand.slot());
        }
    }

    private Given(Proposal proposal, Plan plan, Violations found) {
        this.services = proposal.services();
        this.topology = proposal.view().topology();
        this.found = found;
        for (Replica replica : proposal.view().replicas()) {
            running.put(replica.id(), replica);
            partsOfCopy.merge(replica.copy(), 1, Integer::sum);
        }
        for (Unplaced one : plan.unplaced()) {
            unplaced.add(Slot.of(one.demand()));
        }
    }

    /** Checks who goes, after quotas were counted with all arrivals. */
    static Given by(Plan plan, Proposal proposal, Violations found) {
        Given given = new Given(proposal, plan, found);
        plan.moves().forEach(given::move);
        plan.preemptions().forEach(given::preempt);
        return given;
    }

    /** Whether a replica goes. */
    boolean has(Replica replica) {
        return ids.contains(replica.id());
    }

    private void move(Move move) {
        Replica from = move.from();
        Placement to = move.to();
        checkWaits(move.beneficiary());
        take(from, to.demand());
        if (!from.service().equals(to.demand().service().name())
                || from.slot() != to.demand().slot()
                || from.part() != to.part()) {
            found.of(to, "it is said to come from %s, which is another".formatted(from.id()));
        }
    }

    private void checkWaits(Demand beneficiary) {
        if (!unplaced.contains(Slot.of(beneficiary))) {
            found.of(beneficiary, "gets room made for it and does not wait for it");
        }
    }

    /** One goes, for somebody. */
    private void take(Replica replica, Demand beneficiary) {
        if (!replica.equals(running.get(replica.id()))) {
            found.of(beneficiary, "takes the place of %s, which there is not".formatted(replica));
        } else if (!replica.state().holdsSlot() || replica.leaving()) {
            found.of(beneficiary, "takes the place of %s, which goes".formatted(replica.id()));
        }
        if (!ids.add(replica.id())) {
            found.of(beneficiary, "takes the place of %s once more".formatted(replica.id()));
        }
    }

    private void preempt(Preemption preemption) {
        Demand beneficiary = preemption.beneficiary();
        checkWaits(beneficiary);
        Map<String, Integer> gone = new HashMap<>();
        for (Replica victim : preemption.victims()) {
            take(victim, beneficiary);
            gone.merge(victim.copy(), 1, Integer::sum);
            if (services.named(victim.service())
                    .filter(service -> !service.spec().preemptible())
                    .isPresent()) {
                found.of(
                        beneficiary,
                        "preempts %s, which is not preemptible".formatted(victim.id()));
            }
        }
        gone.forEach(
                (copy, parts) -> {
                    if (!parts.equals(partsOfCopy.get(copy))) {
                        found.of(beneficiary, "preempts a part of %s only".formatted(copy));
                    }
                });
        switch (preemption.cause()) {
            case PRIORITY -> checkWorth(preemption);
            case RECLAIM -> checkLent(preemption);
        }
    }

    private void checkWorth(Preemption preemption) {
        long given = 0;
        for (Replica victim : preemption.victims()) {
            long accelerators = victim.acceleratorSet().size();
            given +=
                    services.named(victim.service())
                            .map(service -> service.worth(accelerators))
                            .orElse(0L);
            giveBack(victim);
        }
        Service service = services.of(preemption.beneficiary());
        int accelerators = hold(service, preemption);
        if (given >= service.worth(accelerators)) {
            found.of(
                    preemption.beneficiary(),
                    "is worth %d and preempts what is worth %d"
                            .formatted(service.worth(accelerators), given));
        }
    }

    private void checkLent(Preemption preemption) {
        Demand beneficiary = preemption.beneficiary();
        Set<String> looked = new HashSet<>();
        for (Replica victim : preemption.victims()) {
            if (looked.add(victim.copy())) {
                services.named(victim.service())
                        .map(Service::tenant)
                        .filter(tenant -> tenant.held() <= tenant.share())
                        .ifPresent(
                                tenant ->
                                        found.of(
                                                beneficiary,
                                                "reclaims %s of %s, which holds its own share only"
                                                        .formatted(victim.id(), tenant.name())));
            }
            giveBack(victim);
        }
        Service service = services.of(beneficiary);
        hold(service, preemption);
        Tenant tenant = service.tenant();
        if (tenant.held() > tenant.share()) {
            found.of(
                    beneficiary,
                    "reclaims, and %s then holds %d and has a share of %d"
                            .formatted(tenant.name(), tenant.held(), tenant.share()));
        }
    }

    private void giveBack(Replica victim) {
        int size = victim.acceleratorSet().size();
        services.named(victim.service())
                .ifPresent(
                        service ->
                                service.replace(
                                        victim.slot(),
                                        Math.max(0, service.held(victim.slot()) - size)));
    }

    /** Accelerators the beneficiary is to have. */
    private int hold(Service service, Preemption preemption) {
        int wholeRack = topology.rack(preemption.rack()).accelerators();
        int accelerators = 0;
        for (InferenceService.Part part : service.parts()) {
            accelerators += part.accelerators().orElse(wholeRack);
        }
        service.replace(preemption.beneficiary().slot(), accelerators);
        return accelerators;
    }
}
