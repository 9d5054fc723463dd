package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges assignments, persists the accepted ones and only then hands them to the simulation; takes
 * in racks that no manifest declares. Lives on the intake thread, so the disk never stops the
 * simulation.
 */
public final class AssignmentIntake {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentIntake.class);

    private final Map<String, Sku.Spec> skus;
    private final Map<String, FenceGate> gates = new HashMap<>();
    private final Set<String> recalled = new TreeSet<>();
    private final Admission admission;
    private final RackMaker maker;
    private final FleetBinding fleet;
    private final StateDirectory state;
    private final Mailbox mailbox;
    private final Feeders feeders;

    /**
     * @param skus the racks this agent hosts
     * @param held what it has persisted, per rack
     */
    AssignmentIntake(
            Map<String, Sku.Spec> skus,
            Map<String, Assignment> held,
            Admission admission,
            RackMaker maker,
            FleetBinding fleet,
            StateDirectory state,
            Mailbox mailbox,
            Feeders feeders) {
        this.skus = new ConcurrentHashMap<>(skus);
        this.admission = admission;
        this.maker = maker;
        this.fleet = fleet;
        this.state = state;
        this.mailbox = mailbox;
        this.feeders = feeders;
        held.forEach((rack, order) -> gates.put(rack, new FenceGate.Held(order.getFence())));
    }

    /** Any thread may ask. */
    public boolean hosts(String rackId) {
        return skus.containsKey(rackId);
    }

    /** The model of a hosted rack. Any thread may ask. */
    public Optional<Sku.Spec> sku(String rackId) {
        return Optional.ofNullable(skus.get(rackId));
    }

    /** All hosted racks, sorted. Any thread may ask. */
    public SortedSet<String> racks() {
        return new TreeSet<>(skus.keySet());
    }

    /** Racks of this agent's loops whose model it does not know. Any thread may ask. */
    public int refusedRacks() {
        return admission.refusedRacks();
    }

    /** Racks whose state is not here: they ask Kafka for their own last status first. */
    public Set<String> racksToRecall() {
        Set<String> without = new TreeSet<>(skus.keySet());
        without.removeAll(gates.keySet());
        without.removeAll(recalled);
        return without;
    }

    /**
     * Takes in again a rack whose state was lost and that no manifest declares: its own last status
     * says what was found and where.
     *
     * @throws IOException if it can't be persisted
     */
    public void recallTakenIn(RackStatus last) throws IOException, InterruptedException {
        FoundRack found = last.getFound();
        ExpectedRack expected =
                ExpectedRack.newBuilder()
                        .setSku(found.getSku())
                        .setSerial(found.getSerial())
                        .setRow(found.getRow())
                        .setPosition(found.getPosition())
                        .setCoolantLoop(found.getCoolantLoop())
                        .setPowerDomain(found.getPowerDomain())
                        .build();
        Optional<HostedRack> rack = admission.rack(last.getRackId(), expected);
        if (rack.isPresent() && !hosts(last.getRackId())) {
            state.expected(last.getRackId(), expected);
            takeIn(rack.get(), expected, Optional.empty());
            recall(last.getRackId(), Optional.of(last));
        }
    }

    /**
     * Learns from a rack's own last status what it had applied, whether it had tripped and how far
     * its commissioning was. Until then the rack reports no status: it would overwrite the one it
     * has yet to read.
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
        mailbox.post(new RackMessage.Recalled(rack, last));
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
        Optional<HostedRack> hosted =
                Optional.ofNullable(skus.get(rack))
                        .map(sku -> new HostedRack(rack, sku))
                        .or(() -> admission.rack(rack, assignment.getStageRequest().getExpected()));
        if (hosted.isEmpty()) {
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
            case FenceGate.Verdict.Accept ignored -> accept(assignment, hosted.get());
        }
    }

    private void accept(Assignment assignment, HostedRack rack)
            throws IOException, InterruptedException {
        try {
            AssignmentReading.replicas(assignment, rack.sku());
            StageWire.order(assignment);
        } catch (IllegalArgumentException e) {
            refuse(rack.id(), String.valueOf(e.getMessage()));
            return;
        }
        bind(assignment.getFence().getFleetId());
        if (hosts(rack.id())) {
            state.assignment(assignment);
            mailbox.post(new RackMessage.Apply(assignment));
        } else {
            // First what makes it a rack of this agent: an order alone would be lost at a restart.
            ExpectedRack expected = assignment.getStageRequest().getExpected();
            state.expected(rack.id(), expected);
            state.assignment(assignment);
            takeIn(rack, expected, Optional.of(assignment));
        }
        gates.put(rack.id(), new FenceGate.Held(assignment.getFence()));
    }

    private void takeIn(HostedRack rack, ExpectedRack expected, Optional<Assignment> assignment)
            throws IOException, InterruptedException {
        mailbox.post(
                new RackMessage.TakeIn(maker.takenIn(rack, assignment), expected.getCoolantLoop()));
        skus.put(rack.id(), rack.sku());
        feeders.takeIn(rack.id(), expected.getPowerDomain());
        LOG.info(
                "rack taken in rack={} sku={} loop={} serial={}",
                rack.id(),
                expected.getSku(),
                expected.getCoolantLoop(),
                expected.getSerial());
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
