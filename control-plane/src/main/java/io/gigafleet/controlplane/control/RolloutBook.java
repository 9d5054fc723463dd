package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutMemory;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a leader remembers of rollouts, changed only by what it has committed. The one thread of the
 * loop owns it.
 */
final class RolloutBook {

    /** A reason that alone has changed is written at most this often: it is for people. */
    static final long REASON_MILLIS = 2_000;

    /** After a change of leader, what was asked has at least so long: nobody watched in between. */
    static final long GRACE_MILLIS = 60_000;

    private final Map<String, RolloutState> states = new HashMap<>();
    private final Map<String, TreeMap<String, Member>> members = new HashMap<>();
    private final TreeMap<String, RackProgress> racks = new TreeMap<>();
    private final Map<String, RepairTicket> openTickets = new HashMap<>();
    private final RolloutMemory memory;
    private long reasonsAtMillis;

    RolloutBook(RolloutMemory read, long nowMillis) {
        states.putAll(read.states());
        read.members().forEach((name, all) -> members.put(name, new TreeMap<>(all)));
        read.racks()
                .values()
                .forEach(
                        rack ->
                                racks.put(
                                        rack.rack(), rack.dueNotBefore(nowMillis + GRACE_MILLIS)));
        openTickets.putAll(read.openTickets());
        memory =
                new RolloutMemory(
                        Collections.unmodifiableMap(states),
                        Collections.unmodifiableMap(members),
                        Collections.unmodifiableSortedMap(racks),
                        Collections.unmodifiableMap(openTickets));
    }

    /** All of it, as it is and as it will be after every commit. */
    RolloutMemory memory() {
        return memory;
    }

    /** Where a rack stands. */
    RackProgress rack(RackSpot spot, RackIdentity identity) {
        RackProgress known = racks.get(spot.name());
        return known == null ? RackProgress.untouched(spot, identity.isInServiceAtOnce()) : known;
    }

    /** Where a rack stands, as placement, power and safety see it. */
    static Standing standing(
            RackProgress rack, RackSpot spot, Map<String, OrderedRollout> rollouts) {
        boolean leaving = rack.isAskedFor(RackStage.MAINTENANCE);
        OrderedRollout rollout = rollouts.get(rack.rollout());
        return new Standing(
                rack.stage(),
                rack.stage() == RackStage.IN_SERVICE
                        ? Math.max(rack.heldWatts(), spot.idleWatts())
                        : rack.heldWatts(),
                leaving,
                rollout == null ? Standing.ANY_NUMBER : rollout.spec().maxUnavailablePerService());
    }

    /** The decision without reasons that changed alone, if some were written just now. */
    RolloutDecision worthWriting(RolloutDecision decision, long nowMillis) {
        if (nowMillis - reasonsAtMillis >= REASON_MILLIS) {
            return decision;
        }
        return new RolloutDecision(
                decision.states(),
                decision.members(),
                decision.racks().stream().filter(this::isMoreThanAReason).toList(),
                decision.runs(),
                decision.tickets(),
                decision.moves());
    }

    private boolean isMoreThanAReason(RackProgress rack) {
        return Optional.ofNullable(racks.get(rack.rack()))
                .map(known -> !known.speechless().equals(rack.speechless()))
                .orElse(true);
    }

    /** Whether a rollout is in another phase, or paused for another reason, than was committed. */
    boolean isNewPhase(RolloutState state) {
        RolloutState known = states.get(state.rollout());
        return known == null
                || known.phase() != state.phase()
                || known.pause() != state.pause()
                || known.wave() != state.wave();
    }

    /** The members of a rollout once a decision is committed. */
    Collection<Member> members(String rollout, RolloutDecision decision) {
        TreeMap<String, Member> all = new TreeMap<>(members.getOrDefault(rollout, new TreeMap<>()));
        decision.members().stream()
                .filter(member -> member.rollout().equals(rollout))
                .forEach(member -> all.put(member.rack(), member));
        return all.values();
    }

    /** Takes over what was committed. */
    void committed(RolloutDecision decision, long nowMillis) {
        decision.states().forEach(state -> states.put(state.rollout(), state));
        for (Member member : decision.members()) {
            members.computeIfAbsent(member.rollout(), ignored -> new TreeMap<>())
                    .put(member.rack(), member);
        }
        for (RackProgress rack : decision.racks()) {
            if (!isMoreThanAReason(rack)) {
                reasonsAtMillis = nowMillis;
            }
            racks.put(rack.rack(), rack);
        }
        for (RepairTicket ticket : decision.tickets()) {
            if (ticket.isOpen()) {
                openTickets.put(ticket.rack(), ticket);
            } else {
                openTickets.remove(ticket.rack());
            }
        }
    }

    /** Racks whose telemetry a decision looks at. */
    List<RackProgress> watched() {
        return racks.values().stream().filter(RolloutBook::isWatched).toList();
    }

    private static boolean isWatched(RackProgress rack) {
        return rack.work().filter(StageWork.Asked.class::isInstance).isPresent()
                || rack.stage() == RackStage.QUARANTINED
                || (rack.heldWatts() > 0 && rack.stage() != RackStage.IN_SERVICE);
    }
}
