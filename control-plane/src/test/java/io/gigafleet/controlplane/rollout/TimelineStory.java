package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells what happened to the racks of a rollout that began at 0; moments are minutes. */
final class TimelineStory {

    static final long MINUTE = 60_000;

    private static final String ROLLOUT = "north";
    private static final int WAVES = 9;
    private static final long PEAK_WATTS = 140_000;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<StageRun> runs = new ArrayList<>();
    private final Map<String, StageWork> works = new HashMap<>();
    private RolloutState state = RolloutState.begun(ROLLOUT, WAVES, Map.of(), Forecast.UNKNOWN, 0);
    private String rack = "";

    /** Goes on with this rack. */
    TimelineStory rack(String name, int wave) {
        rack = name;
        members.put(name, Member.waiting(ROLLOUT, name, wave));
        return this;
    }

    /** The rack reached a stage. */
    TimelineStory reached(RackStage stage, long begun, long asked, long ended) {
        return ran(stage, begun, asked, ended, StageRun.End.ADVANCE);
    }

    /** An attempt failed, and another one follows. */
    TimelineStory failed(RackStage stage, long begun, long asked, long ended) {
        return ran(stage, begun, asked, ended, StageRun.End.RETRY);
    }

    TimelineStory quarantined(RackStage stage, long begun, long asked, long ended) {
        ran(stage, begun, asked, ended, StageRun.End.QUARANTINE);
        members.put(rack, member().in(Member.State.QUARANTINED));
        return this;
    }

    private TimelineStory ran(
            RackStage stage, long begun, long asked, long ended, StageRun.End end) {
        begin(begun);
        runs.add(
                new StageRun(
                        ROLLOUT,
                        rack,
                        member().wave(),
                        stage,
                        1,
                        begun * MINUTE,
                        OptionalLong.of(asked * MINUTE),
                        ended * MINUTE,
                        end,
                        "as told"));
        return this;
    }

    /** The rack is at a stage that has not ended. */
    TimelineStory isAt(RackStage stage, long begun, long asked) {
        begin(begun);
        works.put(
                rack,
                new StageWork.Asked(stage, 1, begun * MINUTE, asked * MINUTE, 0, false, "as told"));
        return this;
    }

    TimelineStory inService(long minute) {
        members.put(rack, member().done(minute * MINUTE));
        return this;
    }

    TimelineStory firstToken(long minute) {
        members.put(rack, member().servedFirstToken(minute * MINUTE));
        return this;
    }

    TimelineStory completed(long minute) {
        state = state.in(RolloutState.Phase.COMPLETED, "all in service", minute * MINUTE);
        return this;
    }

    /** The timeline at a minute, at speed 1. */
    Timeline at(long minute) {
        return at(minute, 1);
    }

    Timeline at(long minute, double speed) {
        Map<String, Long> peakWatts = new HashMap<>();
        members.keySet().forEach(name -> peakWatts.put(name, PEAK_WATTS));
        return Timeline.of(
                new RolloutHistory(state, List.copyOf(members.values()), runs, works, peakWatts),
                new Pace(speed),
                minute * MINUTE);
    }

    private void begin(long minute) {
        members.put(rack, member().begun(minute * MINUTE));
    }

    private Member member() {
        return known(members.get(rack));
    }

    private static Member known(@Nullable Member member) {
        if (member == null) {
            throw new AssertionError("the story has not named this rack");
        }
        return member;
    }
}
