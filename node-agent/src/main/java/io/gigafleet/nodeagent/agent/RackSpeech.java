package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.schemas.v1.RackStatus;

/** Who a rack is in its records, and where their counts stand. */
final class RackSpeech {

    private final RackIdentity identity;
    private final RackSimulation rack;
    private final long energyBeforeJoules;
    private long telemetrySequence;
    private long statusSequence;
    private double intervalStartMillis;
    private int turn;

    /**
     * @param energyBeforeJoules the energy meter when the simulation began
     */
    RackSpeech(RackIdentity identity, RackSimulation rack, long energyBeforeJoules) {
        this.identity = identity;
        this.rack = rack;
        this.energyBeforeJoules = energyBeforeJoules;
    }

    String rackId() {
        return identity.rackId();
    }

    /** Its place in the order in which racks of a host speak. */
    int turn() {
        return turn;
    }

    void turn(int place) {
        turn = place;
    }

    /** The interval of its next record begins at a moment of simulated time. */
    void beginAt(double millis) {
        intervalStartMillis = millis;
    }

    /** The energy meter, counted from the agent's first start. */
    long energyJoules() {
        return energyBeforeJoules + (long) rack.energyJoules();
    }

    /** Ends the interval and tells what it measured. */
    byte[] telemetry(TelemetryWriter writer, long epochMillis, long capWatts, RackAlarms alarms) {
        int interval = (int) (rack.nowMillis() - intervalStartMillis);
        intervalStartMillis = rack.nowMillis();
        byte[] record =
                writer.write(
                        rack,
                        new TelemetryWriter.Stamp(
                                identity.rackId(),
                                identity.bootId(),
                                ++telemetrySequence,
                                epochMillis,
                                interval,
                                energyBeforeJoules,
                                capWatts,
                                alarms));
        rack.beginInterval();
        return record;
    }

    /** A status to be completed. */
    RackStatus.Builder status(long epochMillis) {
        return RackStatus.newBuilder()
                .setRackId(identity.rackId())
                .setBootId(identity.bootId())
                .setSequence(++statusSequence)
                .setAgentId(identity.agentId())
                .setAgentVersion(identity.version())
                .setReportedAtEpochMs(epochMillis);
    }
}
