package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.schemas.RackStage;
import java.util.Optional;

/**
 * Where one rack stands, and what it is at.
 *
 * @param stage the one it has reached
 * @param from the one it came from
 * @param sinceMillis when it came
 * @param rollout the one that last moved it; empty: none has
 * @param work what it is at; empty: nothing
 * @param repairs how often it was repaired
 * @param heldWatts committed for the rack itself; rises when power is asked for, falls only once it
 *     is proven gone
 * @param raisedWatts by how much it rose last
 * @param raisedAtMillis when it rose last; 0: never
 * @param firmware the version pinned to it; empty: none
 * @param leaked whether its quarantine is for a leak, so that its coolant stays shut
 */
public record RackProgress(
        String rack,
        RackStage stage,
        RackStage from,
        long sinceMillis,
        String rollout,
        int wave,
        Optional<StageWork> work,
        int repairs,
        long heldWatts,
        long raisedWatts,
        long raisedAtMillis,
        String firmware,
        boolean leaked) {

    /** A rack no rollout has touched. */
    public static RackProgress untouched(RackSpot spot, boolean isInServiceAtOnce) {
        RackStage stage = isInServiceAtOnce ? RackStage.IN_SERVICE : RackStage.PLANNED;
        return new RackProgress(
                spot.name(),
                stage,
                stage,
                0,
                "",
                0,
                Optional.empty(),
                0,
                isInServiceAtOnce ? spot.idleWatts() : 0,
                0,
                0,
                "",
                false);
    }

    /** Identifies the request for the work at hand; the same id is the same request. */
    public String requestId(StageWork of) {
        String attempt =
                repairs == 0
                        ? Integer.toString(of.attempt())
                        : "repair-" + repairs + "-" + of.attempt();
        return String.join("/", rollout, rack, of.target().name(), attempt);
    }

    /** The work that was asked of the agent, if any was. */
    public Optional<StageWork.Asked> asked() {
        return work.filter(StageWork.Asked.class::isInstance).map(StageWork.Asked.class::cast);
    }

    /** Whether the rack's agent is asked to reach, or hold, this stage. */
    public boolean isAskedFor(RackStage target) {
        return asked().map(asked -> asked.target() == target).orElse(false);
    }

    /** Whether it is under power as far as it was asked. */
    public boolean isPowered() {
        return switch (stage) {
            case PLANNED, DELIVERED, QUARANTINED, RETIRED -> false;
            case INSTALLED -> isAskedFor(RackStage.ENERGIZED);
            case ENERGIZED,
                    LEAK_TESTED,
                    PROVISIONED,
                    BURNED_IN,
                    ACCEPTED,
                    IN_SERVICE,
                    MAINTENANCE ->
                    true;
        };
    }

    /** Watts it needs by what was asked of it: nothing, idle, or full load. */
    public long dueWatts(RackSpot spot) {
        if (!isPowered()) {
            return 0;
        }
        return isAskedFor(RackStage.BURNED_IN) ? spot.peakWatts() : spot.idleWatts();
    }

    /** The same with time for what was asked until then at least: nobody watched for a while. */
    public RackProgress dueNotBefore(long millis) {
        return asked().map(asked -> with(asked.dueNotBefore(millis))).orElse(this);
    }

    /** The same without the words of its work, to see whether more than those has changed. */
    public RackProgress speechless() {
        return work.map(
                        at ->
                                with(
                                        at instanceof StageWork.Asked asked && asked.inconclusive()
                                                ? asked.unclear("")
                                                : at.because("")))
                .orElse(this);
    }

    RackProgress with(StageWork next) {
        return copy(stage, from, sinceMillis, Optional.of(next), heldWatts);
    }

    RackProgress withoutWork() {
        return copy(stage, from, sinceMillis, Optional.empty(), heldWatts);
    }

    /** At another stage, with nothing to do there. */
    RackProgress reached(RackStage next, long now) {
        return copy(next, stage, now, Optional.empty(), heldWatts);
    }

    RackProgress holding(long watts) {
        return copy(stage, from, sinceMillis, work, watts);
    }

    RackProgress raisedTo(long watts, long now) {
        return new RackProgress(
                rack,
                stage,
                from,
                sinceMillis,
                rollout,
                wave,
                work,
                repairs,
                watts,
                watts - heldWatts,
                now,
                firmware,
                leaked);
    }

    RackProgress takenBy(Member member, String pinned) {
        return new RackProgress(
                rack,
                stage,
                from,
                sinceMillis,
                member.rollout(),
                member.wave(),
                Optional.empty(),
                repairs,
                heldWatts,
                raisedWatts,
                raisedAtMillis,
                pinned,
                leaked);
    }

    RackProgress leaking(boolean isLeaking) {
        return new RackProgress(
                rack,
                stage,
                from,
                sinceMillis,
                rollout,
                wave,
                work,
                repairs,
                heldWatts,
                raisedWatts,
                raisedAtMillis,
                firmware,
                isLeaking);
    }

    RackProgress repaired() {
        return new RackProgress(
                rack,
                stage,
                from,
                sinceMillis,
                rollout,
                wave,
                work,
                repairs + 1,
                heldWatts,
                raisedWatts,
                raisedAtMillis,
                firmware,
                false);
    }

    private RackProgress copy(
            RackStage nextStage,
            RackStage nextFrom,
            long since,
            Optional<StageWork> nextWork,
            long watts) {
        return new RackProgress(
                rack,
                nextStage,
                nextFrom,
                since,
                rollout,
                wave,
                nextWork,
                repairs,
                watts,
                raisedWatts,
                raisedAtMillis,
                firmware,
                leaked);
    }
}
