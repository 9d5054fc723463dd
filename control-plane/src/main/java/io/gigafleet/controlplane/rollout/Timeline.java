package io.gigafleet.controlplane.rollout;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where the time of a rollout went: every rack's stages, what is usual for each stage, the path
 * that decided how long it took, and how much it brought per day. Durations are rollout time,
 * moments the wall clock.
 *
 * @param racks by wave and name; those that have not begun included
 * @param toService from the dock into service, of the racks that are there
 * @param toFirstToken from the dock to the first token, of the racks that served one
 * @param firstTokenMillis from the rollout's beginning to the first token of any of its racks;
 *     empty: none was served
 */
public record Timeline(
        List<RackTimes> racks,
        List<StageTimes> stages,
        CriticalPath criticalPath,
        Throughput throughput,
        Spread toService,
        Spread toFirstToken,
        OptionalLong firstTokenMillis) {

    /** Of a rollout that has not begun. */
    public static final Timeline NOT_BEGUN =
            new Timeline(
                    List.of(),
                    List.of(),
                    new CriticalPath(List.of()),
                    Throughput.NONE,
                    Spread.NONE,
                    Spread.NONE,
                    OptionalLong.empty());

    public Timeline {
        racks = List.copyOf(racks);
        stages = List.copyOf(stages);
    }

    /**
     * The timeline as far as the rollout has come.
     *
     * @param now epoch milliseconds
     */
    public static Timeline of(RolloutHistory history, Pace pace, long now) {
        Map<String, List<StageRun>> runs = history.runsByRack();
        List<RackTimes> racks =
                history.members().stream()
                        .map(
                                member ->
                                        RackTimes.of(
                                                member,
                                                runs.getOrDefault(member.rack(), List.of()),
                                                pace))
                        .toList();
        return new Timeline(
                racks,
                StageTimes.of(racks, history.runs()),
                CriticalPath.of(history, pace, now),
                Throughput.of(history, pace, now),
                spread(racks.stream().map(RackTimes::toServiceMillis).toList()),
                spread(racks.stream().map(RackTimes::toFirstTokenMillis).toList()),
                firstToken(history, pace));
    }

    private static Spread spread(List<OptionalLong> durations) {
        return Spread.of(
                durations.stream()
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray());
    }

    private static OptionalLong firstToken(RolloutHistory history, Pace pace) {
        OptionalLong first =
                history.members().stream()
                        .map(Member::firstTokenAtMillis)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .min();
        return first.isPresent()
                ? OptionalLong.of(
                        pace.planned(first.getAsLong() - history.state().startedAtMillis())
                                .toMillis())
                : first;
    }
}
