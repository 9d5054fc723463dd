package io.gigafleet.controlplane.telemetry;

/**
 * Where a record stands among those of its source.
 *
 * @param bootId the source's start; later starts have larger ones, compared as unsigned
 * @param sequence the record's number within that start, compared as unsigned
 * @param appendedAtMillis the broker's clock when it appended the record, epoch milliseconds
 */
public record Stamp(long bootId, long sequence, long appendedAtMillis) {

    /** Whether this record was produced after the other one. */
    public boolean isNewerThan(Stamp other) {
        int boots = Long.compareUnsigned(bootId, other.bootId);
        return boots > 0 || (boots == 0 && Long.compareUnsigned(sequence, other.sequence) > 0);
    }
}
