package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Shortage;
import java.util.Optional;

/**
 * Asks for a rack's next stage once its time has come and there is power for it: within the ramp,
 * within the headroom of everything that feeds and cools it, and not while services wait for that.
 */
final class StageAsking {

    private final RolloutInput input;
    private final Draft draft;
    private final Ramp ramp;

    StageAsking(RolloutInput input, Draft draft, Ramp ramp) {
        this.input = input;
        this.draft = draft;
        this.ramp = ramp;
    }

    /** Asks, or says what the rack waits for. */
    void ask(OrderedRollout rollout, RackSpot spot, RackProgress rack, StageWork.Waiting waiting) {
        if (input.now() < waiting.notBeforeMillis()) {
            return;
        }
        StageTerms terms = StageRules.terms(waiting.target(), rollout.spec());
        long deadline =
                input.now()
                        + input.pace().wallMillis(terms.sla())
                        + StageWork.Asked.EVIDENCE_MILLIS;
        RackProgress asked = rack.with(waiting.asked(input.now(), deadline, "asked"));
        long neededWatts = asked.dueWatts(spot) - rack.heldWatts();
        if (neededWatts <= 0) {
            draft.put(asked);
            return;
        }
        Optional<String> lacking = lacking(rollout, spot, neededWatts);
        if (lacking.isPresent()) {
            draft.put(rack.with(waiting.because(lacking.get())));
            return;
        }
        ramp.raise(neededWatts);
        input.book().hold(index(rack.rack()), asked.dueWatts(spot));
        draft.put(asked.raisedTo(asked.dueWatts(spot), input.now()));
    }

    /** What keeps so many watts from being asked for now. */
    private Optional<String> lacking(OrderedRollout rollout, RackSpot spot, long watts) {
        int rack = index(spot.name());
        for (int domain : input.topology().feedsOf(rack)) {
            String name = input.topology().domain(domain).name();
            if (input.starved().contains(name)) {
                return Optional.of("waits for services: they wait for power of " + name);
            }
        }
        String loop = input.topology().loop(spot.loop()).name();
        if (input.starved().contains(loop)) {
            return Optional.of("waits for services: they wait for cooling of " + loop);
        }
        Optional<Shortage> shortage = input.book().shortageOf(rack, watts);
        if (shortage.isPresent()) {
            return shortage.map(StageAsking::words);
        }
        long left = ramp.leftWatts(rollout.spec().rampMegawattsPerMinute());
        if (watts > left) {
            return Optional.of(
                    "waits for the ramp: needs %.0f kW, %.0f kW left this minute"
                            .formatted(watts / 1e3, left / 1e3));
        }
        return Optional.empty();
    }

    private static String words(Shortage shortage) {
        return switch (shortage) {
            case Shortage.OfPower power ->
                    "waits for power of %s: needs %.0f kW, has %.0f"
                            .formatted(
                                    power.domain(),
                                    power.neededWatts() / 1e3,
                                    power.leftWatts() / 1e3);
            case Shortage.OfCooling cooling ->
                    "waits for cooling of %s: needs %.0f kW, has %.0f"
                            .formatted(
                                    cooling.loop(),
                                    cooling.neededWatts() / 1e3,
                                    cooling.leftWatts() / 1e3);
        };
    }

    private int index(String rack) {
        return input.topology().rackNamed(rack).orElseThrow();
    }
}
