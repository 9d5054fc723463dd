package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.Suspension;
import java.util.Optional;

/**
 * The caps of one rack and which of them holds: a live cap until its time to live ends, else the
 * assignment's safe cap, else none. While the power brake is on no more than the failover cap
 * holds.
 */
final class CapRegister {

    private long safeCapWatts;
    private long failoverCapWatts;
    private boolean braked;
    private long liveCapWatts;
    private Suspension liveSuspension = Suspension.SUSPENSION_UNSPECIFIED;
    private long liveUntilMillis = Long.MIN_VALUE;
    private long incarnation;
    private long epoch;
    private long sequence;

    /** Sets what holds when no live cap does; 0: nothing is known. */
    void safeCap(long watts) {
        safeCapWatts = watts;
    }

    /** Sets what holds while the power brake is on; 0: the safe cap does. */
    void failoverCap(long watts) {
        failoverCapWatts = watts;
    }

    /** Puts the power brake on or takes it off; until then no higher cap holds. */
    void brake(boolean on) {
        braked = on;
    }

    boolean isBraked() {
        return braked;
    }

    long safeCapWatts() {
        return safeCapWatts;
    }

    /**
     * Takes a live cap. Its time to live began when it was issued: whoever sent it gives its watts
     * to others when that is over.
     *
     * @param observed the fence of the applied assignment: a cap of an older term is not obeyed
     * @param monotonicMillis now, by the clock that never jumps
     * @return why the cap was not taken; empty if it was
     */
    Optional<String> offer(
            RackCap cap,
            Fence observed,
            Optional<String> fleetId,
            long epochMillis,
            long monotonicMillis) {
        if (fleetId.isPresent() && !fleetId.get().equals(cap.getFleetId())) {
            return Optional.of("it is of fleet " + cap.getFleetId());
        }
        long onItsWayMillis = Math.max(0, epochMillis - cap.getIssuedAtEpochMs());
        if (onItsWayMillis > cap.getTtlMs()) {
            return Optional.of("it outlived its time to live on the way");
        }
        if (compareTerm(cap, observed.getIncarnation(), observed.getEpoch()) < 0) {
            return Optional.of("its term is older than that of the applied assignment");
        }
        int term = compareTerm(cap, incarnation, epoch);
        if (term < 0 || (term == 0 && cap.getSequence() <= sequence)) {
            return Optional.of("a newer cap was taken before");
        }
        incarnation = cap.getIncarnation();
        epoch = cap.getEpoch();
        sequence = cap.getSequence();
        liveCapWatts = cap.getCapWatts();
        liveSuspension = cap.getSuspension();
        liveUntilMillis = monotonicMillis + cap.getTtlMs() - onItsWayMillis;
        return Optional.empty();
    }

    private static int compareTerm(RackCap cap, long incarnation, long epoch) {
        int order = Long.compare(cap.getIncarnation(), incarnation);
        return order != 0 ? order : Long.compare(cap.getEpoch(), epoch);
    }

    /** The live cap; 0 if none is in force. A live cap of 0 W withdraws the one before. */
    long liveCapWatts(long monotonicMillis) {
        return monotonicMillis < liveUntilMillis ? liveCapWatts : 0;
    }

    /** When the live cap's time to live ends; in the past if none is in force. */
    long liveUntilMillis() {
        return liveUntilMillis;
    }

    /** Whom the live cap holds; nobody if none is in force. */
    Suspension suspension(long monotonicMillis) {
        return monotonicMillis < liveUntilMillis
                ? liveSuspension
                : Suspension.SUSPENSION_UNSPECIFIED;
    }

    /** Sequence of the newest live cap taken. */
    long liveCapSequence() {
        return sequence;
    }

    /** The cap that holds now; 0: none. */
    long effectiveWatts(long monotonicMillis) {
        long live = liveCapWatts(monotonicMillis);
        long unbraked = live > 0 ? live : safeCapWatts;
        return braked ? lower(unbraked, brakeWatts()) : unbraked;
    }

    private long brakeWatts() {
        return failoverCapWatts > 0 ? failoverCapWatts : safeCapWatts;
    }

    /** The lower of two caps, where 0 is none. */
    private static long lower(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
