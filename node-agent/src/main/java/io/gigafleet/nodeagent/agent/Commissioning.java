package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.stage.Finding;
import io.gigafleet.nodeagent.rack.stage.StageOrder;
import io.gigafleet.nodeagent.rack.stage.StageRun;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.FoundRack;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.StageState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages one rack is asked for, over all restarts. Only the simulation thread calls it.
 *
 * <p>Level-triggered: the request in the assignment is compared with the newest one that was begun.
 * The same id goes on where it stood, or is reported again if it is over; another id, or none, ends
 * what the one before brought about. A stage's begin and end are persisted before they are
 * reported, its progress now and then.
 */
final class Commissioning {

    private static final Logger LOG = LoggerFactory.getLogger(Commissioning.class);

    /** Least progress worth a word. */
    private static final double NOTABLE_SHARE = 0.05;

    /** Least time between two words on progress. */
    private static final long QUIET_MILLIS = 1_000;

    /** Least time between two writes of progress: a disk is slower than a word. */
    private static final long WRITE_MILLIS = 5_000;

    private final String rackId;
    private final String sku;
    private final StagePace pace;
    private final RackCondition condition;
    private final CommissioningRecord record;

    private StageReport report;
    private Optional<FoundRack> found;
    private @Nullable StageRun inForce;
    private double saidShare;
    private long saidMillis;
    private long writtenMillis;

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
        this.sku = sku;
        this.pace = pace;
        this.record = record;
        condition = new RackCondition(rackId, rack, pace, record);
        RackStatus said = record.said().orElse(RackStatus.getDefaultInstance());
        report = said.getStage();
        found = said.hasFound() ? Optional.of(said.getFound()) : Optional.empty();
        if (isKnown()) {
            condition.asked("");
        }
        condition.rest();
    }

    /** True if the rack was ever asked for a stage. */
    private boolean isKnown() {
        return !report.getRequestId().isEmpty();
    }

    private boolean isRunning() {
        return inForce != null && report.getState() == StageState.STAGE_STATE_RUNNING;
    }

    /** Takes over what the rack itself reported before its state was lost. */
    void recalled(RackStatus last) {
        if (isKnown() || found.isPresent()) {
            return;
        }
        report = last.getStage();
        found = last.hasFound() ? Optional.of(last.getFound()) : Optional.empty();
        condition.firmware(last.getFirmware());
        if (isKnown()) {
            condition.asked("");
        }
        condition.rest();
        persist();
    }

    /**
     * Follows what a new assignment asks.
     *
     * @throws IllegalArgumentException if it asks for a stage this agent can't do
     */
    void follow(Assignment assignment, long monotonicMillis) {
        Optional<StageOrder> asked = StageWire.order(assignment);
        if (asked.isEmpty()) {
            leave();
            return;
        }
        StageOrder order = asked.get();
        record.expected(assignment.getStageRequest().getExpected());
        condition.repaired(assignment.getStageRequest().getRepairs());
        @Nullable StageRun now = inForce;
        if (now == null || !now.order().equals(order)) {
            take(order, monotonicMillis);
        } else {
            // A repair may have come with it.
            condition.act(now);
        }
    }

    private void take(StageOrder order, long monotonicMillis) {
        leave();
        boolean known = report.getRequestId().equals(order.id());
        StageRun run = new StageRun(order, pace.seed(), rackId, known ? report.getElapsedMs() : 0);
        inForce = run;
        condition.asked(order.firmware());
        if (!known) {
            report =
                    StageReport.newBuilder()
                            .setRequestId(order.id())
                            .setStage(order.stage().name().name())
                            .setAttempt(order.attempt())
                            .setState(StageState.STAGE_STATE_RUNNING)
                            .build();
            if (order.stage().name().compareTo(RackStage.INSTALLED) > 0) {
                find(order.stage().name());
            }
            persist();
            LOG.info("stage begun rack={} request={}", rackId, order.id());
        }
        noteSaid(run.share(), monotonicMillis);
        writtenMillis = monotonicMillis;
        condition.act(run);
    }

    /** Ends what the request in force brings about; its report stays. */
    private void leave() {
        if (inForce != null) {
            report = currentReport();
            inForce = null;
            persist();
        }
        condition.rest();
    }

    /**
     * Lets a step's time pass for the stage in force.
     *
     * @return true if the rack has something new to say
     */
    boolean step(long monotonicMillis) {
        @Nullable StageRun run = inForce;
        if (run == null || !isRunning()) {
            return false;
        }
        String waits = run.waitsFor(condition.bench()).orElse("");
        boolean changed = !waits.equals(report.getDetail());
        if (changed) {
            report = report.toBuilder().setDetail(waits).build();
        }
        if (!waits.isEmpty()) {
            return changed;
        }
        run.advance(RackSimulation.STEP_MILLIS * pace.speed());
        condition.act(run);
        Finding finding = run.look(condition.bench());
        return switch (finding) {
            case Finding.Nothing ignored -> sayIfNotable(run, monotonicMillis) || changed;
            case Finding.Passed ignored -> finish(run, finding);
            case Finding.Failed ignored -> finish(run, finding);
        };
    }

    private boolean sayIfNotable(StageRun run, long monotonicMillis) {
        if (run.share() - saidShare < NOTABLE_SHARE
                || monotonicMillis - saidMillis < QUIET_MILLIS) {
            return false;
        }
        if (monotonicMillis - writtenMillis >= WRITE_MILLIS) {
            persist();
            writtenMillis = monotonicMillis;
        }
        noteSaid(run.share(), monotonicMillis);
        return true;
    }

    private void noteSaid(double share, long monotonicMillis) {
        saidShare = share;
        saidMillis = monotonicMillis;
    }

    private boolean finish(StageRun run, Finding finding) {
        report = StageWire.outcome(currentReport(), finding);
        find(run.order().stage().name());
        condition.firmware(run.firmwareAfter(condition.bench(), finding));
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

    private void find(RackStage stage) {
        found = FoundRacks.at(stage, sku, record.expected(), condition.bench()).or(() -> found);
    }

    /** Makes a fault on demand. */
    void make(RackFault fault) {
        condition.make(fault);
        conditionChanged();
    }

    /** Ends all its faults but those of a firmware version. */
    void mend() {
        condition.mend();
        conditionChanged();
    }

    private void conditionChanged() {
        @Nullable StageRun run = inForce;
        if (run == null) {
            condition.rest();
        } else {
            condition.act(run);
        }
    }

    private StageReport currentReport() {
        @Nullable StageRun run = inForce;
        return run == null || !isRunning()
                ? report
                : StageWire.progress(report, run, condition.bench());
    }

    private void persist() {
        RackStatus.Builder status = RackStatus.newBuilder().setRackId(rackId);
        describe(status);
        record.said(status.build());
    }

    /** Writes what there is to say into a status. */
    void describe(RackStatus.Builder status) {
        status.setFirmware(condition.firmware());
        if (isKnown()) {
            status.setStage(currentReport());
        }
        found.ifPresent(status::setFound);
    }
}
