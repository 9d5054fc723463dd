package io.gigafleet.controlplane.operator.whatif;

import io.gigafleet.controlplane.control.LiveFleet;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.operator.answer.FleetPictures;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer.HeadroomAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer.RefusedAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer.ServiceOutcomeAnswer;
import io.gigafleet.controlplane.operator.whatif.WhatIfAnswer.StepAnswer;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.controlplane.placement.whatif.Answer;
import io.gigafleet.controlplane.placement.whatif.Answer.Headroom;
import io.gigafleet.controlplane.placement.whatif.Answer.ServiceOutcome;
import io.gigafleet.controlplane.placement.whatif.Answer.Step;
import io.gigafleet.controlplane.placement.whatif.WhatIf;
import io.gigafleet.schemas.manifest.InferenceService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers what-if questions about the live fleet. */
@ApplicationScoped
public class WhatIfAnswers {

    /** Most steps an answer lists. */
    static final int MAX_STEPS = 1_000;

    private final LiveFleet fleet;
    private final FleetPictures pictures;
    private final WhatIf whatIf = new WhatIf(new FleetPlacer());

    WhatIfAnswers(LiveFleet fleet, FleetPictures pictures) {
        this.fleet = fleet;
        this.pictures = pictures;
    }

    /**
     * What would become of the fleet. One question at a time, so that questions take no more than
     * one core from what runs.
     *
     * @throws io.gigafleet.controlplane.operator.problem.Refusal if a field of the request is wrong
     */
    public synchronized WhatIfAnswer answer(WhatIfRequest request) throws SQLException {
        Declared declared = pictures.now().declared();
        FleetView now = fleet.now();
        return of(whatIf.answer(now, new Supposition(declared, now).read(request)));
    }

    /** What would become of the fleet if this service were applied. */
    public WhatIfAnswer applying(InferenceService service) throws SQLException {
        return answer(WhatIfRequest.placing(service));
    }

    private static WhatIfAnswer of(Answer answer) {
        return new WhatIfAnswer(
                answer.services().stream().map(WhatIfAnswers::service).toList(),
                answer.steps().stream().limit(MAX_STEPS).map(WhatIfAnswers::step).toList(),
                Math.max(0, answer.steps().size() - MAX_STEPS),
                answer.domains().stream().map(WhatIfAnswers::headroom).toList(),
                answer.loops().stream().map(WhatIfAnswers::headroom).toList(),
                answer.refusesMore(),
                answer.isSettled());
    }

    private static ServiceOutcomeAnswer service(ServiceOutcome outcome) {
        return new ServiceOutcomeAnswer(
                outcome.service(),
                outcome.wanted(),
                outcome.held(),
                outcome.placed(),
                outcome.moved(),
                outcome.preempted(),
                outcome.refused().size(),
                outcome.refusedAnyway(),
                reasons(outcome.refused()));
    }

    private static List<RefusedAnswer> reasons(List<Unplaced> refused) {
        Map<String, List<Unplaced>> byText = new LinkedHashMap<>();
        refused.forEach(
                waiting ->
                        byText.computeIfAbsent(
                                        waiting.reason().word() + waiting.reason().text(),
                                        ignored -> new ArrayList<>())
                                .add(waiting));
        return byText.values().stream().map(WhatIfAnswers::reason).toList();
    }

    private static RefusedAnswer reason(List<Unplaced> same) {
        Reason reason = same.getFirst().reason();
        return new RefusedAnswer(
                same.size(),
                reason.word(),
                reason.text(),
                reason.nearestFit(),
                same.getFirst().funnel().text(),
                reason.retried() ? "NOT_NOW" : "NEVER");
    }

    private static StepAnswer step(Step step) {
        return new StepAnswer(
                step.kind().name(),
                step.service(),
                step.slot(),
                step.part(),
                step.fromRack(),
                step.toRack(),
                step.accelerators());
    }

    private static HeadroomAnswer headroom(Headroom headroom) {
        return new HeadroomAnswer(
                headroom.name(),
                headroom.budgetBeforeWatts(),
                headroom.beforeWatts(),
                headroom.headroomBeforeWatts(),
                headroom.budgetAfterWatts(),
                headroom.afterWatts(),
                headroom.headroomAfterWatts());
    }
}
