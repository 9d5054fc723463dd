package io.gigafleet.bench.rollout;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageRun;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What must hold after every step, worked out from what was committed and from the racks' truth.
 */
final class RolloutInvariants {

    private static final long MINUTE_MILLIS = 60_000;

    private final RolloutWorld world;
    private final Map<String, RackProgress> before = new HashMap<>();
    private final Map<String, Member> membersBefore = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Deque<Raise> raises = new ArrayDeque<>();
    private boolean wasPaused;
    private boolean wasFinished;

    private record Raise(long atMillis, long watts) {}

    RolloutInvariants(RolloutWorld world) {
        this.world = world;
    }

    /** Checks everything after a step. */
    void check(RolloutDecision committed) {
        powerFits();
        nobodyDrawsMoreThanIsHeld();
        rampHolds();
        transitionsAreLegal();
        endedRequestsNeverComeBack(committed);
        pausedAndFinishedRolloutsAskNothing();
        wavesTakeTurns();
        quarantineIsLeftByOrderOnly();
        onlySoundRacksServe();
        budgetPauses();
        remember();
    }

    private static void hold(boolean holds, String otherwise, Object... words) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(words));
        }
    }

    private void powerFits() {
        long[] held = new long[world.site().topology().rackCount()];
        racks().forEach((name, rack) -> held[world.site().index(name)] = rack.heldWatts());
        PowerBook book = new PowerBook(world.site().topology(), held);
        for (int domain = 0; domain < world.site().topology().domains().size(); domain++) {
            hold(
                    book.domainWatts(domain)
                            <= world.site().topology().domain(domain).budgetWatts(),
                    "%d W are committed in domain %d",
                    book.domainWatts(domain),
                    domain);
        }
        for (int loop = 0; loop < world.site().topology().loops().size(); loop++) {
            hold(
                    book.loopHeatWatts(loop)
                            <= world.site().topology().loop(loop).heatCapacityWatts(),
                    "%d W of heat are committed on loop %d",
                    book.loopHeatWatts(loop),
                    loop);
        }
    }

    private void nobodyDrawsMoreThanIsHeld() {
        racks().forEach(
                        (name, rack) ->
                                hold(
                                        world.agent(name).drawsWatts() <= rack.heldWatts(),
                                        "%s truly draws %d W, and %d W are held for it",
                                        name,
                                        world.agent(name).drawsWatts(),
                                        rack.heldWatts()));
    }

    private void rampHolds() {
        racks().forEach(
                        (name, rack) -> {
                            RackProgress old = before.get(name);
                            long raised = rack.heldWatts() - (old == null ? 0 : old.heldWatts());
                            if (raised > 0) {
                                raises.add(new Raise(world.now(), raised));
                            }
                        });
        while (!raises.isEmpty() && raises.peek().atMillis() <= world.now() - MINUTE_MILLIS) {
            raises.remove();
        }
        long raisedWatts = raises.stream().mapToLong(Raise::watts).sum();
        hold(
                raisedWatts <= Math.round(world.rollout().spec().rampMegawattsPerMinute() * 1e6),
                "%d W were added within a minute",
                raisedWatts);
    }

    private void transitionsAreLegal() {
        racks().forEach(
                        (name, rack) -> {
                            RackProgress old = before.get(name);
                            RackStage was = old == null ? RackStage.PLANNED : old.stage();
                            hold(
                                    isLegal(was, rack.stage()),
                                    "%s went from %s to %s",
                                    name,
                                    was,
                                    rack.stage());
                        });
    }

    private static boolean isLegal(RackStage from, RackStage to) {
        return from == to
                || to == RackStage.QUARANTINED && from != RackStage.IN_SERVICE
                || to.ordinal() == from.ordinal() + 1 && to.compareTo(RackStage.IN_SERVICE) <= 0
                || from == RackStage.QUARANTINED
                        && (to == RackStage.PLANNED || to == RackStage.INSTALLED);
    }

    private void endedRequestsNeverComeBack(RolloutDecision committed) {
        racks().forEach(
                        (name, rack) ->
                                rack.asked()
                                        .ifPresent(
                                                asked ->
                                                        hold(
                                                                !ended.contains(
                                                                        rack.requestId(asked)),
                                                                "%s is asked again",
                                                                rack.requestId(asked))));
        for (StageRun run : committed.runs()) {
            RackProgress old = before.get(run.rack());
            if (old != null && old.work().isPresent() && run.askedAtMillis().isPresent()) {
                ended.add(old.requestId(old.work().get()));
            }
        }
    }

    private void pausedAndFinishedRolloutsAskNothing() {
        if (!wasPaused && !wasFinished) {
            return;
        }
        boolean isStill =
                world.state().map(state -> state.isPaused() || state.isFinished()).orElse(false);
        if (!isStill) {
            return;
        }
        racks().forEach(
                        (name, rack) -> {
                            if (rack.work().orElse(null) instanceof StageWork.Asked asked) {
                                RackProgress old = before.get(name);
                                hold(
                                        old != null
                                                && old.asked().isPresent()
                                                && old.requestId(old.asked().get())
                                                        .equals(rack.requestId(asked)),
                                        "%s is asked for %s in a pause",
                                        name,
                                        asked.target());
                            }
                        });
    }

    private void wavesTakeTurns() {
        for (Member member : world.members().values()) {
            Member old = membersBefore.get(member.rack());
            boolean begins =
                    old != null
                            && old.state() == Member.State.WAITING
                            && member.state() == Member.State.ACTIVE;
            if (begins) {
                hold(
                        membersBefore.values().stream()
                                .filter(other -> other.wave() < member.wave())
                                .allMatch(RolloutInvariants::hasSettledOnce),
                        "%s of wave %d begins before earlier waves have settled",
                        member.rack(),
                        member.wave());
            }
        }
    }

    /** A repaired rack of an earlier wave is under way again and holds nobody up. */
    private static boolean hasSettledOnce(Member member) {
        return member.state().isSettled() || member.retriesSeen() > 0;
    }

    private void quarantineIsLeftByOrderOnly() {
        racks().forEach(
                        (name, rack) -> {
                            RackProgress old = before.get(name);
                            if (old != null
                                    && old.stage() == RackStage.QUARANTINED
                                    && rack.stage() != RackStage.QUARANTINED) {
                                hold(
                                        retriesSeen(world.members(), name)
                                                > retriesSeen(membersBefore, name),
                                        "%s left its quarantine without an order",
                                        name);
                            }
                        });
    }

    private static int retriesSeen(Map<String, Member> members, String rack) {
        return Objects.requireNonNull(members.get(rack), rack).retriesSeen();
    }

    private void onlySoundRacksServe() {
        racks().forEach(
                        (name, rack) -> {
                            if (rack.stage() == RackStage.IN_SERVICE) {
                                hold(
                                        world.agent(name).isSound(),
                                        "%s serves and is not sound",
                                        name);
                            }
                        });
    }

    private void budgetPauses() {
        if (world.state().isEmpty()) {
            return;
        }
        RolloutState state = world.state().get();
        long failed = count(Member.State.QUARANTINED) - state.forgiven();
        long touched =
                failed + state.forgiven() + count(Member.State.ACTIVE) + count(Member.State.DONE);
        double share = world.rollout().spec().failures().share().orElse(1);
        if (failed > Math.ceil(share * touched)) {
            hold(
                    state.isPaused() || state.isFinished(),
                    "%d of %d racks failed, and the rollout is %s",
                    failed,
                    touched,
                    state);
        }
    }

    private long count(Member.State wanted) {
        return world.members().values().stream().filter(member -> member.state() == wanted).count();
    }

    private Map<String, RackProgress> racks() {
        return world.desk().memory().racks();
    }

    private void remember() {
        before.putAll(racks());
        membersBefore.putAll(world.members());
        wasPaused = world.state().map(RolloutState::isPaused).orElse(false);
        wasFinished = world.state().map(RolloutState::isFinished).orElse(false);
    }
}
