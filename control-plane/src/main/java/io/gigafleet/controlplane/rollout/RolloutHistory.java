package io.gigafleet.controlplane.rollout;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * All that happened to the racks of one rollout.
 *
 * @param runs attempts at stages that have ended; kept in order of their beginning
 * @param works what racks are at now, by name of the rack
 * @param peakWatts what each rack draws at most, by name
 */
public record RolloutHistory(
        RolloutState state,
        List<Member> members,
        List<StageRun> runs,
        Map<String, StageWork> works,
        Map<String, Long> peakWatts) {

    public RolloutHistory {
        members =
                members.stream()
                        .sorted(Comparator.comparingInt(Member::wave).thenComparing(Member::rack))
                        .toList();
        runs =
                runs.stream()
                        .sorted(
                                Comparator.comparingLong(StageRun::begunAtMillis)
                                        .thenComparingLong(StageRun::endedAtMillis)
                                        .thenComparing(StageRun::rack))
                        .toList();
        works = Map.copyOf(works);
        peakWatts = Map.copyOf(peakWatts);
    }

    Map<String, List<StageRun>> runsByRack() {
        return runs.stream().collect(groupingBy(StageRun::rack));
    }

    List<Member> membersOf(int wave) {
        return members.stream().filter(member -> member.wave() == wave).toList();
    }

    /** When the first rack of a wave began; empty: none has. */
    OptionalLong waveBeganAtMillis(int wave) {
        return members.stream()
                .filter(member -> member.wave() == wave)
                .map(Member::begunAtMillis)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    /** When the rollout ended, or {@code now}. */
    long endMillis(long now) {
        return state.finishedAtMillis().orElse(now);
    }
}
