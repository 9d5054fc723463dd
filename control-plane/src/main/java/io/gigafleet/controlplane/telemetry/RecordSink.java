package io.gigafleet.controlplane.telemetry;

/**
 * Takes the records of the fleet's topics, one at a time, on one thread. A {@link Rejected} answer
 * asks the caller to put the record with the dead letters; the sink never throws for a bad record.
 */
public interface RecordSink {

    /** A record of the telemetry topic. */
    Receipt onTelemetry(ArrivedRecord arrived);

    /** A record of the facility topic. */
    Receipt onFacility(ArrivedRecord arrived);

    /** A record of the rack status topic; without a value the rack's status was deleted. */
    Receipt onStatus(ArrivedRecord arrived);

    /**
     * A round of reading ended.
     *
     * @param polledAtMillis the plane's clock, epoch milliseconds
     * @param telemetryReadThroughMillis every telemetry record appended before this broker time has
     *     been handed over; {@link Long#MAX_VALUE} when nothing is unread
     */
    void onPolled(long polledAtMillis, long telemetryReadThroughMillis);
}
