package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.rollout.RackTimes.StageTime;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long one stage took the racks of a rollout that reached it, in rollout time.
 *
 * @param attempts of all racks, also of those that have not reached it
 * @param failures attempts that did not get there
 * @param working from the request to its end, all attempts of a rack together
 * @param waiting until the agent was asked
 */
public record StageTimes(
        RackStage stage, int attempts, int failures, Spread working, Spread waiting) {

    /**
     * By stage, in the order in which the rollout first came to them.
     *
     * @param runs in order
     */
    static List<StageTimes> of(List<RackTimes> racks, List<StageRun> runs) {
        Map<RackStage, List<StageTime>> times = new LinkedHashMap<>();
        runs.forEach(run -> times.computeIfAbsent(run.stage(), stage -> new ArrayList<>()));
        for (RackTimes rack : racks) {
            rack.stages().stream()
                    .filter(StageTime::reached)
                    .forEach(
                            time ->
                                    times.computeIfAbsent(time.stage(), stage -> new ArrayList<>())
                                            .add(time));
        }
        return times.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), runs))
                .toList();
    }

    private static StageTimes of(RackStage stage, List<StageTime> times, List<StageRun> runs) {
        List<StageRun> here = runs.stream().filter(run -> run.stage() == stage).toList();
        int failures = (int) here.stream().filter(run -> run.end() != StageRun.End.ADVANCE).count();
        return new StageTimes(
                stage,
                here.size(),
                failures,
                Spread.of(times.stream().mapToLong(StageTime::workingMillis).toArray()),
                Spread.of(times.stream().mapToLong(StageTime::waitingMillis).toArray()));
    }
}
