package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decided how long a rollout took: in each wave the rack that settled last, then the soak,
 * then the next wave. Shortening anything else would not have shortened the rollout.
 *
 * @param segments one after another, without gaps
 */
public record CriticalPath(List<Segment> segments) {

    /** What the rollout waited for. */
    public enum Part {
        /** The rack's turn had not come: limits in progress, or the ramp. */
        TURN,
        /** The stage was not asked of the agent yet. */
        WAITING,
        /** The agent was at the stage. */
        STAGE,
        /** The rack was in quarantine, until it was tried again. */
        REPAIR,
        /** All racks had settled: the soak, the gate, an approval. */
        SOAK
    }

    /**
     * One stretch of the path.
     *
     * @param rack empty: the wave as a whole
     * @param stage the one to reach; empty: none was at work
     * @param endedAtMillis for what is going on, now
     * @param durationMillis rollout time
     */
    public record Segment(
            int wave,
            String rack,
            Part part,
            Optional<RackStage> stage,
            long beganAtMillis,
            long endedAtMillis,
            boolean ongoing,
            long durationMillis) {}

    public CriticalPath {
        segments = List.copyOf(segments);
    }

    static CriticalPath of(RolloutHistory history, Pace pace, long now) {
        Map<String, List<StageRun>> runs = history.runsByRack();
        List<Integer> waves =
                history.members().stream()
                        .map(Member::wave)
                        .distinct()
                        .filter(wave -> history.waveBeganAtMillis(wave).isPresent())
                        .toList();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            boolean last = i + 1 == waves.size();
            long until =
                    last
                            ? history.endMillis(now)
                            : history.waveBeganAtMillis(waves.get(i + 1)).orElseThrow();
            boolean ongoing = last && !history.state().isFinished();
            segments.addAll(
                    new WavePath(history, runs, waves.get(i), until, ongoing, pace).segments());
        }
        return new CriticalPath(segments);
    }
}
