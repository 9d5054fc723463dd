package io.gigafleet.nodeagent.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.v1.CduReading;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the agent said last of each rack and loop: the simulation thread writes, the admin port
 * reads. Telemetry stays as it was sent until somebody asks.
 */
public final class PublishedReadings {

    private final Map<String, byte[]> telemetry = new ConcurrentHashMap<>();
    private final Map<String, RackStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, CduReading> loops = new ConcurrentHashMap<>();

    void telemetry(String rackId, byte[] record) {
        telemetry.put(rackId, record);
    }

    void status(RackStatus status) {
        statuses.put(status.getRackId(), status);
    }

    void loop(CduReading reading) {
        loops.put(reading.getLoop(), reading);
    }

    public Optional<RackTelemetry> telemetry(String rackId) {
        return Optional.ofNullable(telemetry.get(rackId)).map(PublishedReadings::parsed);
    }

    private static RackTelemetry parsed(byte[] record) {
        try {
            return RackTelemetry.parseFrom(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the agent's own record can't be read", e);
        }
    }

    public Optional<RackStatus> status(String rackId) {
        return Optional.ofNullable(statuses.get(rackId));
    }

    /** All racks that were heard, sorted. */
    public SortedSet<String> racks() {
        return new TreeSet<>(telemetry.keySet());
    }

    /** The loops' last readings, by no particular order. */
    public Iterable<CduReading> loops() {
        return loops.values();
    }
}
