package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges assignments, persists the accepted ones and only then hands them to the simulation. Lives
 * on the intake thread, so the disk never stops the simulation.
 */
public final class AssignmentIntake {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentIntake.class);

    private final Map<String, Sku.Spec> skus;
    private final Map<String, FenceGate> gates = new HashMap<>();
    private final Set<String> recalled = new TreeSet<>();
    private final FleetBinding fleet;
    private final StateDirectory state;
    private final Mailbox mailbox;

    /**
     * @param skus the racks this agent hosts
     * @param held what it has persisted, per rack
     */
    AssignmentIntake(
            Map<String, Sku.Spec> skus,
            Map<String, Assignment> held,
            FleetBinding fleet,
            StateDirectory state,
            Mailbox mailbox) {
        this.skus = Map.copyOf(skus);
        this.fleet = fleet;
        this.state = state;
        this.mailbox = mailbox;
        held.forEach((rack, order) -> gates.put(rack, new FenceGate.Held(order.getFence())));
    }

    public boolean hosts(String rackId) {
        return skus.containsKey(rackId);
    }

    /** Racks whose state is not here: they ask Kafka for their own last status first. */
    public Set<String> racksToRecall() {
        Set<String> without = new TreeSet<>(skus.keySet());
        without.removeAll(gates.keySet());
        without.removeAll(recalled);
        return without;
    }

    /**
     * Learns from a rack's own last status what it had applied and whether it had tripped. Until
     * then the rack reports no status: it would overwrite the one it has yet to read.
     *
     * @param last empty if there is none: the rack is new
     * @throws IOException if the fleet can't be persisted
     */
    public void recall(String rack, Optional<RackStatus> last)
            throws IOException, InterruptedException {
        Fence fence = last.orElse(RackStatus.getDefaultInstance()).getObserved();
        if (!fence.getFleetId().isEmpty()
                && fleet.fleetId().map(fence.getFleetId()::equals).orElse(true)) {
            bind(fence.getFleetId());
            gates.put(rack, new FenceGate.Learned(fence));
            LOG.info(
                    "rack learned its fence from its last status rack={} fence={}",
                    rack,
                    FenceOrder.text(fence));
        }
        recalled.add(rack);
        mailbox.post(
                new RackMessage.Recalled(
                        rack, last.filter(RackStatus::hasTrip).map(RackStatus::getTrip)));
    }

    /**
     * Takes an assignment in.
     *
     * @param history true while the log is read up to where it ended at the start: what is older
     *     than what is applied is then only the past, and no refusal to report
     * @throws IOException if it can't be persisted; it is then not applied either
     */
    public void take(Assignment assignment, boolean history)
            throws IOException, InterruptedException {
        String rack = assignment.getRackId();
        Sku.Spec sku = skus.get(rack);
        if (sku == null) {
            return;
        }
        FenceGate gate = gates.getOrDefault(rack, new FenceGate.Open());
        switch (gate.judge(assignment.getFence(), fleet.fleetId())) {
            case FenceGate.Verdict.Known ignored -> {}
            case FenceGate.Verdict.Older older -> {
                if (!history) {
                    refuse(rack, older.reason());
                }
            }
            case FenceGate.Verdict.Foreign foreign -> refuse(rack, foreign.reason());
            case FenceGate.Verdict.Accept ignored -> accept(assignment, sku);
        }
    }

    private void accept(Assignment assignment, Sku.Spec sku)
            throws IOException, InterruptedException {
        String rack = assignment.getRackId();
        try {
            AssignmentReading.replicas(assignment, sku);
        } catch (IllegalArgumentException e) {
            refuse(rack, String.valueOf(e.getMessage()));
            return;
        }
        bind(assignment.getFence().getFleetId());
        state.assignment(assignment);
        gates.put(rack, new FenceGate.Held(assignment.getFence()));
        mailbox.post(new RackMessage.Apply(assignment));
    }

    private void refuse(String rack, String reason) throws InterruptedException {
        LOG.warn("assignment refused rack={} reason=\"{}\"", rack, reason);
        mailbox.post(new RackMessage.Refused(rack, reason));
    }

    private void bind(String fleetId) throws IOException {
        if (fleet.fleetId().isEmpty()) {
            state.fleet(fleetId);
            fleet.bind(fleetId);
            LOG.info("agent joined fleet fleet={}", fleetId);
        }
    }
}
