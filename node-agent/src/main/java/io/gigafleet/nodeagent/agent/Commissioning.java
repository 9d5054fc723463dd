package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.RackFaults;
import io.gigafleet.nodeagent.rack.fault.RackTraits;
import io.gigafleet.nodeagent.rack.stage.Finding;
import io.gigafleet.nodeagent.rack.stage.StageBench;
import io.gigafleet.nodeagent.rack.stage.StageOrder;
import io.gigafleet.nodeagent.rack.stage.StageRun;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages one rack is asked for, over all restarts. Only the simulation thread calls it.
 *
 * <p>Level-triggered: the request in the assignment is compared with the newest one that was begun.
 * The same id goes on where it stood, or is reported again if it is over; another id ends what the
 * one before brought about. What is reported was persisted before.
 */
final class Commissioning {

    private static final Logger LOG = LoggerFactory.getLogger(Commissioning.class);

    /** Least progress worth a word, and least time between two. */
    private static final double NOTABLE_SHARE = 0.05;

    private static final long QUIET_MILLIS = 1_000;

    private final String rackId;
    private final RackSimulation rack;
    private final String sku;
    private final StagePace pace;
    private final RackFaults faults;
    private final CommissioningRecord record;

    private StageReport report;
    private Optional<FoundRack> found;
    private String firmware;
    private int repairs;
    private boolean acceleratorDead;
    private @Nullable StageRun inForce;
    private @Nullable StageBench cachedBench;
    private String pinnedFirmware = "";
    private boolean wetByTest;
    private double saidShare;
    private long saidMillis = Long.MIN_VALUE / 2;

    /**
     * @param sku the name of the rack's model
     */
    Commissioning(
            String rackId,
            RackSimulation rack,
            String sku,
            StagePace pace,
            CommissioningRecord record) {
        this.rackId = rackId;
        this.rack = rack;
        this.sku = sku;
        this.pace = pace;
        this.record = record;
        faults = new RackFaults(pace.faults(), pace.seed(), rackId, rack.sku());
        record.restore(faults);
        repairs = record.repairs();
        acceleratorDead = record.acceleratorDead();
        RackStatus said = record.said().orElse(RackStatus.getDefaultInstance());
        report = said.getStage();
        found = said.hasFound() ? Optional.of(said.getFound()) : Optional.empty();
        firmware = said.getFirmware();
        rack.defects(bench().standingDefects());
    }

    /** Takes over what the rack itself reported before its state was lost. */
    void recalled(RackStatus last) {
        if (!report.getRequestId().isEmpty() || found.isPresent()) {
            return;
        }
        report = last.getStage();
        found = last.hasFound() ? Optional.of(last.getFound()) : Optional.empty();
        firmware = last.getFirmware();
        persist();
        conditionsChanged();
    }

    /** Follows what a new assignment asks. */
    void follow(Assignment assignment, long monotonicMillis) {
        Optional<StageOrder> asked = StageWire.order(assignment);
        if (asked.isEmpty()) {
            endEffects();
            return;
        }
        StageOrder order = asked.get();
        record.expected(assignment.getStageRequest().getExpected());
        noteRepairs(assignment.getStageRequest().getRepairs());
        @Nullable StageRun now = inForce;
        if (now != null && now.order().equals(order)) {
            return;
        }
        boolean known = report.getRequestId().equals(order.id());
        double elapsedMillis = known ? currentReport().getElapsedMs() : 0;
        endEffects();
        pinnedFirmware = order.firmware();
        StageRun run = new StageRun(order, pace.seed(), rackId, elapsedMillis);
        inForce = run;
        cachedBench = null;
        if (!known) {
            begin(order, monotonicMillis);
        }
        run.act(bench());
    }

    private void begin(StageOrder order, long monotonicMillis) {
        report =
                StageReport.newBuilder()
                        .setRequestId(order.id())
                        .setStage(order.stage().name().name())
                        .setAttempt(order.attempt())
                        .setState(StageState.STAGE_STATE_RUNNING)
                        .build();
        cachedBench = null;
        if (firmware.isEmpty()) {
            firmware = factoryFirmware();
        }
        if (order.stage().name().compareTo(RackStage.INSTALLED) > 0) {
            found = Optional.of(FoundRacks.inPlace(sku, record.expected(), bench()));
        }
        persist();
        said(0, monotonicMillis);
        LOG.info("stage begun rack={} request={}", rackId, order.id());
    }

    /**
     * Lets a step's time pass for the stage in force.
     *
     * @return true if the rack has something new to say
     */
    boolean step(long monotonicMillis) {
        @Nullable StageRun run = inForce;
        if (run == null || report.getState() != StageState.STAGE_STATE_RUNNING) {
            return false;
        }
        String waits = run.waitsFor(bench()).orElse("");
        boolean changed = !waits.equals(report.getDetail());
        if (changed) {
            report = report.toBuilder().setDetail(waits).build();
        }
        if (!waits.isEmpty()) {
            return changed;
        }
        run.advance(RackSimulation.STEP_MILLIS * pace.speed());
        act(run);
        Finding finding = run.look(bench());
        return switch (finding) {
            case Finding.Nothing ignored -> sayIfNotable(run, monotonicMillis) || changed;
            case Finding.Passed ignored -> finish(run, finding);
            case Finding.Failed ignored -> finish(run, finding);
        };
    }

    private void act(StageRun run) {
        if (!acceleratorDead && run.killsAccelerator(bench())) {
            acceleratorDead = true;
            record.wear(repairs, true, faults);
            cachedBench = null;
        }
        LeakState before = rack.leak();
        run.act(bench());
        wetByTest |= !before.equals(rack.leak());
    }

    private boolean sayIfNotable(StageRun run, long monotonicMillis) {
        if (run.share() - saidShare < NOTABLE_SHARE
                || monotonicMillis - saidMillis < QUIET_MILLIS) {
            return false;
        }
        persist();
        said(run.share(), monotonicMillis);
        return true;
    }

    private void said(double share, long monotonicMillis) {
        saidShare = share;
        saidMillis = monotonicMillis;
    }

    private boolean finish(StageRun run, Finding finding) {
        StageReport.Builder end = currentReport().toBuilder().setDetail("");
        if (finding instanceof Finding.Failed failed) {
            end.setState(StageState.STAGE_STATE_FAILED)
                    .setFault(WireWords.fault(failed.failure()))
                    .setComponent(failed.component())
                    .setDetail(failed.detail());
        } else {
            end.setState(StageState.STAGE_STATE_PASSED).setProgressPermille(1_000);
        }
        firmware = run.firmwareAfter(bench(), finding);
        report = end.build();
        RackStage stage = run.order().stage().name();
        if (stage == RackStage.DELIVERED) {
            found = Optional.of(FoundRacks.onDock(sku, record.expected(), bench()));
        } else {
            found = Optional.of(FoundRacks.inPlace(sku, record.expected(), bench()));
        }
        cachedBench = null;
        persist();
        LOG.info(
                "stage over rack={} request={} state={} fault={} component=\"{}\" detail=\"{}\"",
                rackId,
                report.getRequestId(),
                report.getState(),
                report.getFault(),
                report.getComponent(),
                report.getDetail());
        return true;
    }

    private void endEffects() {
        if (inForce != null) {
            report = currentReport();
            inForce = null;
            persist();
        }
        pinnedFirmware = "";
        rack.testLoad(0);
        rack.losePressure(0);
        conditionsChanged();
    }

    /** Makes a fault on demand. */
    void make(RackFault fault) {
        faults.make(new RackFaults.OnDemand(fault, repairs));
        record.wear(repairs, acceleratorDead, faults);
        conditionsChanged();
    }

    /** Ends all its faults but those of a firmware version. */
    void mend() {
        faults.mend();
        acceleratorDead = false;
        record.wear(repairs, false, faults);
        conditionsChanged();
    }

    private void noteRepairs(int count) {
        if (count > repairs) {
            repairs = count;
            acceleratorDead = false;
            record.wear(repairs, false, faults);
            conditionsChanged();
        }
    }

    private void conditionsChanged() {
        cachedBench = null;
        StageBench bench = bench();
        if (wetByTest && !bench.faults().contains(RackFault.LEAK)) {
            rack.leak(LeakState.DRY);
            wetByTest = false;
        }
        @Nullable StageRun run = inForce;
        if (run == null) {
            rack.defects(bench.standingDefects());
        } else {
            run.act(bench);
        }
    }

    private StageBench bench() {
        @Nullable StageBench known = cachedBench;
        if (known == null) {
            known = new StageBench(rack, faultsNow(), faults.traces(), firmware(), acceleratorDead);
            cachedBench = known;
        }
        return known;
    }

    /** What is wrong now; what the plan says holds for racks that came in by stages only. */
    private Set<RackFault> faultsNow() {
        RackTraits traits =
                new RackTraits(
                        rackId,
                        record.expected().getBatch(),
                        List.of(firmware(), pinnedFirmware),
                        repairs);
        return report.getRequestId().isEmpty()
                ? faults.madeOnDemand(traits)
                : faults.active(traits);
    }

    private String firmware() {
        return firmware.isEmpty() ? factoryFirmware() : firmware;
    }

    private String factoryFirmware() {
        String batch = record.expected().getBatch();
        return batch.isEmpty() ? "factory" : "factory-" + batch;
    }

    private StageReport currentReport() {
        @Nullable StageRun run = inForce;
        if (run == null || report.getState() != StageState.STAGE_STATE_RUNNING) {
            return report;
        }
        return StageWire.progress(report, run, bench());
    }

    private void persist() {
        RackStatus.Builder status = RackStatus.newBuilder().setRackId(rackId);
        describe(status);
        record.said(status.build());
    }

    /** Writes what there is to say into a status. */
    void describe(RackStatus.Builder status) {
        status.setFirmware(firmware());
        if (!report.getRequestId().isEmpty()) {
            status.setStage(currentReport());
        }
        found.ifPresent(status::setFound);
    }
}
