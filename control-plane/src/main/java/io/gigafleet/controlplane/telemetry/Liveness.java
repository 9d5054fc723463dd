package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides what the plane believes of each rack. Freshness goes by the broker's append times,
 * compared with the path clock (the newest time every partition is known to have carried a canary
 * of an agent host by).
 *
 * <ul>
 *   <li>BAD: there is positive evidence against the rack.
 *   <li>LOST: neither telemetry nor status for 30 s, counted only while the path was proven alive
 *       without a gap. A gap in canaries, in reading or in evaluation, and a new leader, start the
 *       count again. A rack that was never heard is not lost.
 *   <li>STALE: no telemetry for 5 s, or none yet.
 *   <li>FRESH: otherwise.
 * </ul>
 *
 * <p>Pure but for what it remembers from one evaluation to the next; one thread evaluates, any may
 * read {@link #latest}.
 */
public final class Liveness {

    private final LivenessLimits limits;
    private final PathWatch path;
    private volatile LivenessReport latest = LivenessReport.NONE;

    public Liveness(LivenessLimits limits) {
        this.limits = limits;
        this.path = new PathWatch(limits);
    }

    /** Starts all timers again, as a new leader must. */
    public void restart() {
        path.restart();
    }

    /**
     * Evaluates all racks. To be called at least once a second: a longer pause than {@link
     * LivenessLimits#pathGapMillis} starts the timers again.
     *
     * @param nowMillis the plane's clock, epoch milliseconds
     * @param racks every rack to judge, also those not heard
     */
    public LivenessReport evaluate(long nowMillis, PathSigns signs, Collection<RackSigns> racks) {
        path.look(nowMillis, signs);
        Map<String, RackCondition> conditions = HashMap.newHashMap(racks.size());
        for (RackSigns rack : racks) {
            conditions.put(rack.rackId(), conditionOf(rack, nowMillis));
        }
        latest = new LivenessReport(nowMillis, path.isProven(), path.reason(), conditions);
        return latest;
    }

    /** The newest report. */
    public LivenessReport latest() {
        return latest;
    }

    /** The rack's condition; as long as it stays the same, it keeps the time it began. */
    private RackCondition conditionOf(RackSigns rack, long nowMillis) {
        RackCondition now = judge(rack, nowMillis);
        RackCondition before = latest.racks().get(rack.rackId());
        if (before == null || before.condition() != now.condition()) {
            return now;
        }
        return before.reason().equals(now.reason())
                ? before
                : new RackCondition(
                        rack.rackId(), now.condition(), before.sinceMillis(), now.reason());
    }

    private RackCondition judge(RackSigns rack, long nowMillis) {
        if (rack.evidence().isPresent()) {
            return condition(rack, Condition.BAD, nowMillis, rack.evidence().get());
        }
        OptionalLong heardAtMillis = rack.heardAtMillis();
        if (heardAtMillis.isEmpty()) {
            return condition(rack, Condition.STALE, nowMillis, "never heard from");
        }
        if (provenSilenceMillis(heardAtMillis.getAsLong()) >= limits.lostMillis()) {
            return condition(
                    rack,
                    Condition.LOST,
                    nowMillis,
                    "silent for "
                            + limits.lostMillis() / 1_000
                            + " s while canaries proved the path alive");
        }
        if (rack.telemetryAtMillis().isEmpty()) {
            return condition(
                    rack, Condition.STALE, nowMillis, "no telemetry since this process started");
        }
        long silenceMillis = path.brokerNowMillis(nowMillis) - rack.telemetryAtMillis().getAsLong();
        return silenceMillis > limits.staleMillis()
                ? condition(
                        rack,
                        Condition.STALE,
                        nowMillis,
                        "no telemetry for " + limits.staleMillis() / 1_000 + " s; " + path.reason())
                : condition(rack, Condition.FRESH, nowMillis, "heard in time" + dead(rack));
    }

    private static String dead(RackSigns rack) {
        return rack.deadAccelerators().isEmpty()
                ? ""
                : "; nothing is placed on its dead accelerators: " + rack.deadAccelerators();
    }

    private long provenSilenceMillis(long heardAtMillis) {
        OptionalLong provenSinceMillis = path.provenSinceMillis();
        return provenSinceMillis.isEmpty()
                ? 0
                : path.brokerNowMillis(0) - Math.max(heardAtMillis, provenSinceMillis.getAsLong());
    }

    private static RackCondition condition(
            RackSigns rack, Condition condition, long nowMillis, String reason) {
        return new RackCondition(rack.rackId(), condition, nowMillis, reason);
    }
}
