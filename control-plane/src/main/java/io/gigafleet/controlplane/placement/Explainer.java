package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.placement.Funnel.Filter;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.Headroom;
import io.gigafleet.controlplane.placement.dense.SpreadCount;
import io.gigafleet.schemas.manifest.InferenceService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says why a demand has no place: the one dominant reason, which is that of the last filter that
 * took racks away, and the funnel.
 */
final class Explainer {

    private static final Filter[] FILTERS = Filter.values();

    private final FleetBoard fleet;
    private final FleetView view;
    private final Board board;
    private final SpreadCount spread;
    private final RowRoom rowRoom;
    private final Never never;
    private final boolean anyExclusive;
    private final Map<Likeness, ClassFunnel> funnels = new HashMap<>();
    private final Map<Integer, Answer> answers = new HashMap<>();

    /** What services have in common that are rejected by the same racks for the same reasons. */
    private record Likeness(
            Eligibility.Wish wish, List<Long> wattsBySku, boolean exclusive, int tenant) {}

    private record Answer(Reason reason, Funnel funnel) {}

    Explainer(FleetBoard fleet) {
        this.fleet = fleet;
        this.view = fleet.view();
        this.board = fleet.board();
        this.spread = new SpreadCount(board);
        this.rowRoom = new RowRoom(fleet);
        this.never = new Never(fleet, rowRoom);
        this.anyExclusive = board.anyExclusive();
    }

    Unplaced explain(int firstPiece) {
        Demand demand = fleet.demand(firstPiece);
        Answer answer =
                answers.computeIfAbsent(
                        board.askOf(firstPiece), ask -> answer(board.ask(ask), firstPiece, demand));
        return new Unplaced(demand, answer.reason(), answer.funnel());
    }

    /** The same demand, for which room is being made. */
    Unplaced waiting(int firstPiece, int rack, int leaving) {
        Reason reason = new Reason.WaitingForPreemption(view.topology().rack(rack).name(), leaving);
        return new Unplaced(
                fleet.demand(firstPiece),
                reason,
                new Funnel(view.topology().rackCount(), Map.of()));
    }

    private Answer answer(Ask ask, int firstPiece, Demand demand) {
        InferenceService.Spec spec = demand.service().service().spec();
        int largest = largest(ask);
        Ask.Part part = ask.parts().get(largest);
        Eligibility.Wish wish = Eligibility.Wish.of(spec, spec.shape().parts().get(largest));
        ClassFunnel funnel = funnel(ask, part, wish);
        spread.recount(ask, firstPiece);
        Seen seen = seen(ask, funnel);
        Funnel counts = new Funnel(view.topology().rackCount(), seen.rejected());
        Optional<Reason> evenEmpty = never.evenEmpty(ask, part);
        if (evenEmpty.isPresent()) {
            return new Answer(evenEmpty.get(), counts);
        }
        if (!board.quotas().allows(ask, firstPiece)) {
            return new Answer(quotaReason(ask, firstPiece, demand), counts);
        }
        Optional<Reason> inRow =
                seen.isRejectedEverywhere(counts) ? Optional.empty() : rowReason(ask);
        return new Answer(inRow.orElseGet(() -> reason(ask, part, spec, wish, seen)), counts);
    }

    private static int largest(Ask ask) {
        int largest = 0;
        for (int part = 1; part < ask.parts().size(); part++) {
            if (ask.parts().get(part).accelerators() > ask.parts().get(largest).accelerators()) {
                largest = part;
            }
        }
        return largest;
    }

    private ClassFunnel funnel(Ask ask, Ask.Part part, Eligibility.Wish wish) {
        List<Long> watts = new ArrayList<>();
        for (long each : part.wattsBySku()) {
            watts.add(each);
        }
        Likeness likeness =
                new Likeness(wish, watts, ask.exclusive(), anyExclusive ? ask.tenant() : -1);
        return funnels.computeIfAbsent(
                likeness, ignored -> new ClassFunnel(fleet, ask, part, wish));
    }

    private Reason quotaReason(Ask ask, int firstPiece, Demand demand) {
        long quota = demand.service().quota().most();
        long held = board.quotas().heldByOthers(ask, firstPiece);
        return new Reason.QuotaExceeded(
                demand.service().service().spec().tenant(), ask.accelerators(), held, quota);
    }

    /** What all rows together say, with the rows that the service fills already put in. */
    private final class Seen {
        private final int[] counts = new int[FILTERS.length];
        private long freeInAll;
        private int mostFree = Board.NOWHERE;
        private int nearest = Board.NOWHERE;
        private long missingWatts = Long.MAX_VALUE;

        void add(Filter filter, int racks) {
            counts[filter.ordinal()] += racks;
        }

        int count(Filter filter) {
            return counts[filter.ordinal()];
        }

        Map<Filter, Integer> rejected() {
            Map<Filter, Integer> rejected = new EnumMap<>(Filter.class);
            for (Filter filter : FILTERS) {
                if (count(filter) > 0) {
                    rejected.put(filter, count(filter));
                }
            }
            return rejected;
        }

        boolean isRejectedEverywhere(Funnel funnel) {
            return Arrays.stream(counts).sum() == funnel.considered();
        }
    }

    private Seen seen(Ask ask, ClassFunnel funnel) {
        Seen seen = new Seen();
        if (ask.spread().isFinerThanRows()) {
            spreadByRack(seen, funnel);
        }
        for (Filter filter : FILTERS) {
            seen.add(filter, funnel.count(filter));
        }
        for (int row = 0; row < funnel.rows(); row++) {
            if (spread.allowsRow(row)) {
                nearest(seen, funnel, row);
            } else {
                isFull(seen, funnel, row);
            }
        }
        return seen;
    }

    /** Of a row that is full, what passed the filters before spread is rejected by spread. */
    private void isFull(Seen seen, ClassFunnel funnel, int row) {
        for (int later = Filter.SPREAD.ordinal() + 1; later < FILTERS.length; later++) {
            int racks = funnel.count(row, FILTERS[later]);
            seen.add(FILTERS[later], -racks);
            seen.add(Filter.SPREAD, racks);
        }
        seen.add(Filter.SPREAD, racksThatWouldDo(funnel, row));
    }

    private int racksThatWouldDo(ClassFunnel funnel, int row) {
        int racks = 0;
        for (int rack : rowRoom.racksOf(row)) {
            racks += funnel.rejects(rack) ? 0 : 1;
        }
        return racks;
    }

    /** Racks that would do but for the limits per loop and rack. */
    private void spreadByRack(Seen seen, ClassFunnel funnel) {
        for (int rack = 0; rack < view.topology().rackCount(); rack++) {
            if (!funnel.rejects(rack)
                    && spread.allowsRow(board.site().row(rack))
                    && !spread.allows(rack)) {
                seen.add(Filter.SPREAD, 1);
            }
        }
    }

    private void nearest(Seen seen, ClassFunnel funnel, int row) {
        seen.freeInAll += funnel.freeIn(row);
        int mostFree = funnel.mostFreeIn(row);
        if (mostFree != Board.NOWHERE
                && (seen.mostFree == Board.NOWHERE
                        || board.available(mostFree) > board.available(seen.mostFree))) {
            seen.mostFree = mostFree;
        }
        if (funnel.nearestIn(row) != Board.NOWHERE
                && funnel.missingWattsIn(row) < seen.missingWatts) {
            seen.nearest = funnel.nearestIn(row);
            seen.missingWatts = funnel.missingWattsIn(row);
        }
    }

    /** Each part would find a rack, but no row has room for all. */
    private Optional<Reason> rowReason(Ask ask) {
        if (ask.isSimple()) {
            return Optional.empty();
        }
        RowRoom.Best best = rowRoom.best(ask);
        return Optional.of(new Reason.FragmentedRows(ask.parts().size(), best.parts(), best.row()));
    }

    private Reason reason(
            Ask ask, Ask.Part part, InferenceService.Spec spec, Eligibility.Wish wish, Seen seen) {
        if (seen.nearest != Board.NOWHERE) {
            return shortageReason(seen.nearest, part);
        }
        if (seen.count(Filter.ACCELERATORS) > 0) {
            return acceleratorReason(part, seen);
        }
        if (seen.count(Filter.SPREAD) > 0) {
            return spreadReason(ask.spread());
        }
        if (seen.count(Filter.EXCLUSIVE) > 0) {
            return new Reason.NoExclusiveRack(spec.tenant(), seen.count(Filter.EXCLUSIVE));
        }
        if (view.topology().rackCount() == 0 || seen.count(Filter.READINESS) > 0) {
            return readinessReason(part, seen);
        }
        return never.byWhatRacksAre(part, spec, wish, seen::count);
    }

    private Reason acceleratorReason(Ask.Part part, Seen seen) {
        if (seen.freeInAll < part.accelerators()) {
            return new Reason.AcceleratorsExhausted(part.accelerators(), seen.freeInAll);
        }
        return new Reason.Fragmented(
                part.accelerators(),
                board.available(seen.mostFree),
                view.topology().rack(seen.mostFree).name(),
                seen.freeInAll);
    }

    private static Reason spreadReason(Ask.Spread limits) {
        if (limits.maxPerRow() != Integer.MAX_VALUE) {
            return new Reason.SpreadUnsatisfiable(limits.maxPerRow());
        }
        return limits.maxPerLoop() != Integer.MAX_VALUE
                ? new Reason.SpreadUnsatisfiable(limits.maxPerLoop(), "loop")
                : new Reason.SpreadUnsatisfiable(limits.maxPerRack(), "rack");
    }

    private Reason shortageReason(int rack, Ask.Part part) {
        long watts = part.wattsBySku()[board.site().sku(rack)];
        Headroom.Lack lack = board.headroom().lackOf(rack, watts).orElseThrow();
        return switch (lack.limit()) {
            case RACK ->
                    new Reason.PowerExhausted(
                            "rack " + view.topology().rack(rack).name(),
                            lack.neededWatts(),
                            lack.leftWatts());
            case DOMAIN ->
                    new Reason.PowerExhausted(
                            view.topology().domain(lack.index()).name(),
                            lack.neededWatts(),
                            lack.leftWatts());
            case LOOP ->
                    new Reason.CoolingExhausted(
                            view.topology().loop(lack.index()).name(),
                            lack.neededWatts(),
                            lack.leftWatts());
        };
    }

    private Reason readinessReason(Ask.Part part, Seen seen) {
        int onTheirWay = 0;
        String wayExample = "";
        String unreadyExample = "";
        for (int rack = 0; rack < view.topology().rackCount(); rack++) {
            RackView state = view.rack(rack);
            if (!part.racks().contains(rack) || state.acceptsReplicas()) {
                continue;
            }
            String name = view.topology().rack(rack).name();
            if (unreadyExample.isEmpty()) {
                unreadyExample = name + " " + whyNotReady(state);
            }
            if (!state.standing().isInService()) {
                onTheirWay++;
                wayExample = name + " is " + state.standing().stage();
            }
        }
        return onTheirWay == seen.count(Filter.READINESS)
                ? new Reason.WaitingForRollout(onTheirWay, wayExample)
                : new Reason.NoRackReady(seen.count(Filter.READINESS), unreadyExample);
    }

    private static String whyNotReady(RackView seen) {
        if (!seen.standing().isInService()) {
            return "is not in service (" + seen.standing().stage() + ")";
        }
        if (seen.draining()) {
            return "is draining";
        }
        if (seen.cordoned()) {
            return "is cordoned";
        }
        return seen.alarm()
                .map(alarm -> "is in alarm: " + alarm)
                .orElseGet(() -> "is " + seen.condition() + ": " + seen.conditionCause());
    }
}
