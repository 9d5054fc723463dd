package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The racks an agent starts with: those its manifests declare, and those it took in before.
 *
 * @param perLoop in the manifests' order, then in that of their names
 * @param skus the model of each rack
 * @param held the assignment of each rack that has one
 */
record RestoredRacks(
        Map<String, List<RackController>> perLoop,
        Map<String, Sku.Spec> skus,
        Map<String, Assignment> held) {

    static RestoredRacks of(
            HostedSite site, Admission admission, RackMaker maker, StateDirectory state)
            throws IOException {
        RestoredRacks racks = new RestoredRacks(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (HostedLoop loop : site.loops()) {
            for (HostedRack rack : loop.racks()) {
                racks.add(loop.name(), rack, maker.declared(rack, racks.held(rack.id(), state)));
            }
        }
        for (String id : state.expectedRacks()) {
            if (racks.skus.containsKey(id)) {
                continue;
            }
            ExpectedRack expected = state.expected(id).orElse(ExpectedRack.getDefaultInstance());
            Optional<HostedRack> rack = admission.rack(id, expected);
            if (rack.isPresent()) {
                racks.add(
                        expected.getCoolantLoop(),
                        rack.get(),
                        maker.takenIn(rack.get(), racks.held(id, state)));
            }
        }
        return racks;
    }

    private Optional<Assignment> held(String rackId, StateDirectory state) throws IOException {
        Optional<Assignment> last = state.assignment(rackId);
        last.ifPresent(assignment -> held.put(rackId, assignment));
        return last;
    }

    private void add(String loop, HostedRack rack, RackController controller) {
        skus.put(rack.id(), rack.sku());
        perLoop.computeIfAbsent(loop, name -> new ArrayList<>()).add(controller);
    }

    /**
     * The domains above the racks: those that manifests declare hang where these say, the others
     * where their stage requests said.
     */
    Feeders feeders(SitePower power, Mailbox mailbox, StateDirectory state) throws IOException {
        Feeders feeders = new Feeders(power, mailbox);
        for (String rack : skus.keySet()) {
            String declared = power.domainOfRack().getOrDefault(rack, "");
            feeders.hang(
                    rack,
                    declared.isEmpty()
                            ? state.expected(rack).map(ExpectedRack::getPowerDomain).orElse("")
                            : declared);
        }
        return feeders;
    }

    /** The racks of a loop. */
    List<RackController> of(String loop) {
        return perLoop.getOrDefault(loop, List.of());
    }
}
