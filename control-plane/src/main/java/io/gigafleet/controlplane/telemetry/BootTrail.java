package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * The starts a source has been heard from. Going on to a new start is a restart; coming back with
 * new records to one that was left (A, B, A) means that two sources share one identity. A record
 * that was seen before, read again after the reader's position went back, is no return.
 *
 * @param bootId the start heard last
 * @param sequence its newest record
 * @param left earlier starts, the newest last, at most {@link #MAX_LEFT}
 * @param returns how often a left start came back
 * @param returnedAtMillis the broker's clock at the last return; 0 before the first
 */
record BootTrail(
        long bootId, long sequence, List<LeftBoot> left, long returns, long returnedAtMillis) {

    /** Older starts than this many are forgotten. */
    static final int MAX_LEFT = 4;

    /** A start that another one followed, and its newest record. */
    record LeftBoot(long bootId, long sequence) {}

    BootTrail {
        left = List.copyOf(left);
    }

    static BootTrail startingWith(Stamp stamp) {
        return new BootTrail(stamp.bootId(), stamp.sequence(), List.of(), 0, 0);
    }

    /** The trail after one more record. */
    BootTrail then(Stamp stamp) {
        if (stamp.bootId() == bootId) {
            return Long.compareUnsigned(stamp.sequence(), sequence) <= 0
                    ? this
                    : new BootTrail(bootId, stamp.sequence(), left, returns, returnedAtMillis);
        }
        for (LeftBoot boot : left) {
            if (boot.bootId() == stamp.bootId()) {
                return Long.compareUnsigned(stamp.sequence(), boot.sequence()) <= 0
                        ? this
                        : movedTo(stamp, returns + 1, stamp.appendedAtMillis());
            }
        }
        return movedTo(stamp, returns, returnedAtMillis);
    }

    private BootTrail movedTo(Stamp stamp, long newReturns, long newReturnedAtMillis) {
        List<LeftBoot> newLeft = new ArrayList<>(left);
        newLeft.removeIf(boot -> boot.bootId() == stamp.bootId());
        newLeft.add(new LeftBoot(bootId, sequence));
        if (newLeft.size() > MAX_LEFT) {
            newLeft.removeFirst();
        }
        return new BootTrail(
                stamp.bootId(), stamp.sequence(), newLeft, newReturns, newReturnedAtMillis);
    }
}
