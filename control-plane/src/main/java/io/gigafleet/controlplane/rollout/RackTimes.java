package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long one rack took, in rollout time.
 *
 * @param stages in the order it came to them
 * @param repairMillis from a quarantine until its next attempt began
 * @param toServiceMillis from the dock into service; empty: not there yet
 * @param toFirstTokenMillis from the dock to its first token; empty: not served yet
 */
public record RackTimes(
        String rack,
        int wave,
        List<StageTime> stages,
        long repairMillis,
        OptionalLong toServiceMillis,
        OptionalLong toFirstTokenMillis) {

    public RackTimes {
        stages = List.copyOf(stages);
    }

    /**
     * All attempts of a rack at one stage, those after a repair included.
     *
     * @param waitingMillis until the agent was asked: for ramp, headroom, a limit, a retry's pause
     * @param workingMillis from the request to its end
     * @param reached whether the last attempt got there
     */
    public record StageTime(
            RackStage stage,
            int attempts,
            long waitingMillis,
            long workingMillis,
            boolean reached) {

        private StageTime plus(StageRun run, Pace pace) {
            long askedAt = run.askedAtMillis().orElse(run.endedAtMillis());
            return new StageTime(
                    stage,
                    attempts + 1,
                    waitingMillis + pace.planned(askedAt - run.begunAtMillis()).toMillis(),
                    workingMillis + pace.planned(run.endedAtMillis() - askedAt).toMillis(),
                    run.end() == StageRun.End.ADVANCE);
        }
    }

    /**
     * @param runs of this rack, in order
     */
    static RackTimes of(Member member, List<StageRun> runs, Pace pace) {
        Map<RackStage, StageTime> stages = new LinkedHashMap<>();
        long repairMillis = 0;
        OptionalLong quarantinedAt = OptionalLong.empty();
        for (StageRun run : runs) {
            if (quarantinedAt.isPresent()) {
                repairMillis +=
                        pace.planned(run.begunAtMillis() - quarantinedAt.getAsLong()).toMillis();
            }
            StageTime before =
                    stages.getOrDefault(run.stage(), new StageTime(run.stage(), 0, 0, 0, false));
            stages.put(run.stage(), before.plus(run, pace));
            quarantinedAt =
                    run.end() == StageRun.End.QUARANTINE
                            ? OptionalLong.of(run.endedAtMillis())
                            : OptionalLong.empty();
        }
        return new RackTimes(
                member.rack(),
                member.wave(),
                List.copyOf(stages.values()),
                repairMillis,
                fromDock(member, member.inServiceAtMillis(), pace),
                fromDock(member, member.firstTokenAtMillis(), pace));
    }

    private static OptionalLong fromDock(Member member, OptionalLong to, Pace pace) {
        return member.begunAtMillis().isPresent() && to.isPresent()
                ? OptionalLong.of(
                        pace.planned(to.getAsLong() - member.begunAtMillis().getAsLong())
                                .toMillis())
                : OptionalLong.empty();
    }
}
