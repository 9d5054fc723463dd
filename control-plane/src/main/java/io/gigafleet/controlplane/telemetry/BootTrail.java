package io.gigafleet.controlplane.telemetry;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The starts a source has been heard from. Going on to a new start is a restart; coming back with
 * new records to one that was left (A, B, A) means that two sources share one identity. A record
 * that was seen before, read again after the reader's position went back, is no return.
 */
final class BootTrail {

    /** Older starts than this many are forgotten. */
    static final int MAX_LEFT = 4;

    /** A start that another one followed, and its newest record. */
    private record LeftBoot(long bootId, long sequence) {}

    private final ArrayDeque<LeftBoot> left = new ArrayDeque<>();
    private long bootId;
    private long sequence;
    private long returns;
    private long returnedAtMillis;

    BootTrail(long bootId, long sequence) {
        this.bootId = bootId;
        this.sequence = sequence;
    }

    /** One more record, newer or older than what is known. */
    void note(long newBootId, long newSequence, long appendedAtMillis) {
        if (newBootId == bootId) {
            if (Long.compareUnsigned(newSequence, sequence) > 0) {
                sequence = newSequence;
            }
            return;
        }
        for (Iterator<LeftBoot> boots = left.iterator(); boots.hasNext(); ) {
            LeftBoot boot = boots.next();
            if (boot.bootId() == newBootId) {
                if (Long.compareUnsigned(newSequence, boot.sequence()) > 0) {
                    boots.remove();
                    returns++;
                    returnedAtMillis = appendedAtMillis;
                    moveTo(newBootId, newSequence);
                }
                return;
            }
        }
        moveTo(newBootId, newSequence);
    }

    private void moveTo(long newBootId, long newSequence) {
        left.add(new LeftBoot(bootId, sequence));
        if (left.size() > MAX_LEFT) {
            left.removeFirst();
        }
        bootId = newBootId;
        sequence = newSequence;
    }

    /** How often a left start came back. */
    long returns() {
        return returns;
    }

    /** The broker's clock at the last return; 0 before the first. */
    long returnedAtMillis() {
        return returnedAtMillis;
    }
}
