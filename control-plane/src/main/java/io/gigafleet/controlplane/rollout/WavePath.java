package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.CriticalPath.Part;
import io.gigafleet.controlplane.rollout.CriticalPath.Segment;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The critical path through one wave: the rack that settled last, or is furthest behind, and then
 * the soak.
 *
 * @param runs by rack, in order
 * @param untilMillis when the next wave began or the rollout ended; now, while the wave is ongoing
 */
record WavePath(
        RolloutHistory history,
        Map<String, List<StageRun>> runs,
        int wave,
        long untilMillis,
        boolean ongoing,
        Pace pace) {

    List<Segment> segments() {
        List<Member> begun =
                history.membersOf(wave).stream()
                        .filter(member -> member.begunAtMillis().isPresent())
                        .toList();
        Optional<Member> furthestBehind =
                begun.stream().filter(this::isOnItsWay).min(Comparator.comparing(this::target));
        if (furthestBehind.isPresent()) {
            return rackPath(furthestBehind.get(), untilMillis);
        }
        return begun.stream()
                .filter(member -> settledAt(member).isPresent())
                .max(Comparator.comparingLong(member -> settledAt(member).getAsLong()))
                .map(last -> settledPath(last, settledAt(last).getAsLong()))
                .orElse(List.of());
    }

    private boolean isOnItsWay(Member member) {
        return ongoing && !member.state().isSettled();
    }

    /** The stage a rack works for: the earlier it is, the more is still to come. */
    private RackStage target(Member member) {
        StageWork work = history.works().get(member.rack());
        return work == null || work.target() == RackStage.MAINTENANCE
                ? RackStage.PLANNED
                : work.target();
    }

    /** When a rack last settled before the wave was over; what a repair brought later is not it. */
    private OptionalLong settledAt(Member member) {
        Stream<Long> givenUp =
                runsOf(member).stream()
                        .filter(
                                run ->
                                        switch (run.end()) {
                                            case QUARANTINE, CANCEL -> true;
                                            case ADVANCE, RETRY -> false;
                                        })
                        .map(StageRun::endedAtMillis);
        return Stream.concat(givenUp, member.inServiceAtMillis().stream().boxed())
                .mapToLong(Long::longValue)
                .filter(millis -> millis <= untilMillis)
                .max();
    }

    private List<StageRun> runsOf(Member member) {
        return runs.getOrDefault(member.rack(), List.of());
    }

    private List<Segment> settledPath(Member member, long settledAt) {
        List<Segment> path = rackPath(member, settledAt);
        addTo(path, "", Part.SOAK, Optional.empty(), settledAt, untilMillis, ongoing);
        return path;
    }

    private List<Segment> rackPath(Member member, long end) {
        List<Segment> path = new ArrayList<>();
        String rack = member.rack();
        long at = history.waveBeganAtMillis(wave).orElseThrow();
        Part gap = Part.TURN;
        for (StageRun run : runsOf(member)) {
            if (run.endedAtMillis() > end) {
                break;
            }
            Optional<RackStage> stage = Optional.of(run.stage());
            long asked = run.askedAtMillis().orElse(run.endedAtMillis());
            addTo(path, rack, gap, Optional.empty(), at, run.begunAtMillis(), false);
            addTo(path, rack, Part.WAITING, stage, run.begunAtMillis(), asked, false);
            addTo(path, rack, Part.STAGE, stage, asked, run.endedAtMillis(), false);
            at = run.endedAtMillis();
            gap = run.end() == StageRun.End.QUARANTINE ? Part.REPAIR : Part.WAITING;
        }
        StageWork work = isOnItsWay(member) ? history.works().get(rack) : null;
        if (work == null) {
            addTo(path, rack, gap, Optional.empty(), at, end, isOnItsWay(member));
        } else {
            addWork(path, rack, work, gap, at, end);
        }
        return path;
    }

    /** What the rack is at now. */
    private void addWork(
            List<Segment> path, String rack, StageWork work, Part gap, long from, long now) {
        Optional<RackStage> stage = Optional.of(work.target());
        long began = Math.max(from, work.begunAtMillis());
        addTo(path, rack, gap, Optional.empty(), from, began, false);
        switch (work) {
            case StageWork.Waiting _ -> addTo(path, rack, Part.WAITING, stage, began, now, true);
            case StageWork.Asked asked -> {
                addTo(path, rack, Part.WAITING, stage, began, asked.askedAtMillis(), false);
                addTo(path, rack, Part.STAGE, stage, asked.askedAtMillis(), now, true);
            }
        }
    }

    private void addTo(
            List<Segment> path,
            String rack,
            Part part,
            Optional<RackStage> stage,
            long began,
            long ended,
            boolean isOngoing) {
        if (ended > began) {
            path.add(
                    new Segment(
                            wave,
                            rack,
                            part,
                            stage,
                            began,
                            ended,
                            isOngoing,
                            pace.planned(ended - began).toMillis()));
        }
    }
}
