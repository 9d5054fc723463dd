package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.controlplane.rollout.RackEvidence.Progress;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One rack whose agent says that it has reached a stage, and what else is heard of it. All is well
 * unless the story says otherwise.
 */
final class StageStory {

    static final String PINNED = "2.1";

    private static final RackSpot SPOT = new TestFleet().topology().rack(0);
    private static final RackIdentity IDENTITY = new RackIdentity("s0", 1, "dock", "w45");

    private final StageRule rule;
    private final RackProgress progress;
    private final StageWork.Asked work;
    private Condition condition = Condition.FRESH;
    private String conditionCause = "heard";
    private Optional<RackEvidence.Alarm> alarm = Optional.empty();
    private boolean current = true;
    private Optional<Report> report;
    private Optional<Found> found = Optional.of(foundAsOrdered());
    private String firmware = PINNED;
    private Samples samples = Samples.NONE;
    private int replicas;

    private StageStory(RackStage target, String pinned) {
        this.rule = StageRules.to(target);
        this.work = new StageWork.Asked(target, 1, 0, 0, 3_600_000, false, "asked");
        this.progress =
                RackProgress.untouched(SPOT, false)
                        .takenBy(Member.waiting("north", SPOT.name(), 1), pinned)
                        .with(work);
        this.report = Optional.of(report(Progress.PASSED, 1_000));
    }

    static StageStory of(RackStage target) {
        return new StageStory(target, PINNED);
    }

    /** Of a rack to which no firmware is pinned. */
    static StageStory ofUnpinned(RackStage target) {
        return new StageStory(target, "");
    }

    static Found foundAsOrdered() {
        return new Found("gb300-nvl72", "s0", "row-0", 1, "loop-0", 18, 9, 72);
    }

    private Report report(Progress how, int permille) {
        return new Report(progress.requestId(work), how, permille, Fault.UNKNOWN, "", "", 0);
    }

    StageStory agentIsAt(int permille) {
        report = Optional.of(report(Progress.RUNNING, permille));
        return this;
    }

    StageStory agentFailed(Fault fault, String component, String detail) {
        report =
                Optional.of(
                        new Report(
                                progress.requestId(work),
                                Progress.FAILED,
                                400,
                                fault,
                                component,
                                detail,
                                0));
        return this;
    }

    StageStory agentPassed(String requestId) {
        report =
                Optional.of(
                        new Report(requestId, Progress.PASSED, 1_000, Fault.UNKNOWN, "", "", 0));
        return this;
    }

    StageStory testBeganAt(long pascals) {
        report =
                Optional.of(
                        new Report(
                                progress.requestId(work),
                                Progress.PASSED,
                                1_000,
                                Fault.UNKNOWN,
                                "",
                                "",
                                pascals));
        return this;
    }

    StageStory agentSaysNothing() {
        report = Optional.empty();
        return this;
    }

    StageStory isHeard(Condition how, String cause) {
        condition = how;
        conditionCause = cause;
        return this;
    }

    /** Its report is older than its newest assignment. */
    StageStory isBehind() {
        current = false;
        return this;
    }

    StageStory alarm(String what) {
        alarm = Optional.of(new RackEvidence.Alarm(what.contains("leak"), what));
        return this;
    }

    StageStory found(Found what) {
        found = Optional.of(what);
        return this;
    }

    StageStory foundNothing() {
        found = Optional.empty();
        return this;
    }

    StageStory runsFirmware(String version) {
        firmware = version;
        return this;
    }

    StageStory measured(int count, Reading reading) {
        samples = reading.times(count);
        return this;
    }

    /** One reading first, and then another so many times. */
    StageStory measured(Reading first, int count, Reading then) {
        List<Sample> all = new ArrayList<>(then.times(count + 1).list());
        all.set(0, first.times(1).first());
        samples = new Samples(all);
        return this;
    }

    StageStory replicas(int count) {
        replicas = count;
        return this;
    }

    /** What the agent's word alone decides. */
    Optional<Outcome> word() {
        return AgentWord.decides(rule, stageCase());
    }

    /** What the evidence says. */
    Outcome judge() {
        return rule.judge(stageCase());
    }

    private StageCase stageCase() {
        return new StageCase(
                SPOT,
                IDENTITY,
                progress,
                work,
                new RackEvidence(
                        condition,
                        conditionCause,
                        alarm,
                        current,
                        false,
                        report,
                        found,
                        firmware,
                        samples,
                        replicas));
    }
}
