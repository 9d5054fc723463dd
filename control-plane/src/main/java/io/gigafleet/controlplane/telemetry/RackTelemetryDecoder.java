package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@link RackTelemetry} from the wire without building its message: at a gigawatt 500,000
 * accelerators arrive each second, and all that is wanted of them are sums and maxima. Everything
 * it fills it fills again for the next record; nothing is allocated for a record.
 *
 * <p>Reads what the generated class reads (a test compares them on random records): fields in any
 * order, columns packed or not, unknown fields skipped. One decoder serves one thread.
 */
final class RackTelemetryDecoder {

    static final int MAX_LEAKING_TRAYS = 64;

    /** More than the accelerators of any rack model; a record of more replicas is refused. */
    static final int MAX_REPLICAS = 512;

    private final WireReader in = new WireReader();
    private final List<DecodedReplica> replicaSlots = new ArrayList<>();

    final Column watts = new Column();
    final Column wattsMax = new Column();
    final Column dieDeciCelsius = new Column();
    final Column dieDeciCelsiusMax = new Column();
    final Column memoryDeciCelsius = new Column();
    final Column utilizationPermille = new Column();
    final Column clockPermille = new Column();
    final Column memoryUsedMebibytes = new Column();

    /** The record's bytes, of which some are the rack's id. */
    byte[] bytes = new byte[0];

    int rackIdFrom;
    int rackIdTo;
    long bootId;
    long sequence;
    long sampledAtMillis;
    long intervalMillis;
    long rackWatts;
    long rackWattsMax;
    long energyJoules;
    int supplyMilliCelsius;
    int returnMilliCelsius;
    int returnMilliCelsiusMax;
    long flowMillilitersPerMinute;
    long coolantPressurePascals;
    int switchTraysUp;
    long capWatts;
    long powerThrottleMillis;
    long thermalThrottleMillis;
    LeakState leak = LeakState.LEAK_STATE_UNSPECIFIED;
    int alarms;
    final int[] leakingTrays = new int[MAX_LEAKING_TRAYS];
    int leakingTrayCount;
    private int replicaCount;
    private int replicasFrom;
    private int replicasTo;

    /**
     * Reads one record, from one index up to, but without, another; the fields hold it until the
     * next call.
     *
     * @throws InvalidProtocolBufferException if the bytes are not Protobuf
     * @throws UnfitRecordException if a histogram or counter can't be
     */
    void decode(byte[] newBytes, int from, int to)
            throws InvalidProtocolBufferException, UnfitRecordException {
        clear(newBytes);
        in.reset(newBytes, from, to);
        int fieldFrom = from;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> readPiece(tag, fieldFrom);
                case WireFormat.WIRETYPE_VARINT -> readNumber(tag);
                default -> in.skip(tag);
            }
            fieldFrom = in.at();
        }
    }

    private void readPiece(int tag, int fieldFrom)
            throws InvalidProtocolBufferException, UnfitRecordException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case RackTelemetry.RACK_ID_FIELD_NUMBER -> readRackId();
            case RackTelemetry.ACCELERATOR_WATTS_FIELD_NUMBER -> watts.readPacked(in);
            case RackTelemetry.ACCELERATOR_WATTS_MAX_FIELD_NUMBER -> wattsMax.readPacked(in);
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_FIELD_NUMBER ->
                    dieDeciCelsius.readPacked(in);
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_MAX_FIELD_NUMBER ->
                    dieDeciCelsiusMax.readPacked(in);
            case RackTelemetry.ACCELERATOR_MEMORY_DECI_CELSIUS_FIELD_NUMBER ->
                    memoryDeciCelsius.readPacked(in);
            case RackTelemetry.ACCELERATOR_UTILIZATION_PERMILLE_FIELD_NUMBER ->
                    utilizationPermille.readPacked(in);
            case RackTelemetry.ACCELERATOR_CLOCK_PERMILLE_FIELD_NUMBER ->
                    clockPermille.countPacked(in);
            case RackTelemetry.ACCELERATOR_MEMORY_USED_MIB_FIELD_NUMBER ->
                    memoryUsedMebibytes.countPacked(in);
            case RackTelemetry.REPLICAS_FIELD_NUMBER -> readReplica(fieldFrom);
            case RackTelemetry.LEAKING_TRAYS_FIELD_NUMBER -> {
                int outer = in.enter();
                while (!in.isAtEnd()) {
                    keepTray(in.readVarint32());
                }
                in.leave(outer);
            }
            case RackTelemetry.ALARMS_FIELD_NUMBER -> {
                int outer = in.enter();
                while (!in.isAtEnd()) {
                    keepAlarm(in.readVarint32());
                }
                in.leave(outer);
            }
            default -> in.skip(tag);
        }
    }

    private void readNumber(int tag) throws InvalidProtocolBufferException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case RackTelemetry.BOOT_ID_FIELD_NUMBER -> bootId = in.readVarint64();
            case RackTelemetry.SEQUENCE_FIELD_NUMBER -> sequence = in.readVarint64();
            case RackTelemetry.SAMPLED_AT_EPOCH_MS_FIELD_NUMBER ->
                    sampledAtMillis = in.readVarint64();
            case RackTelemetry.INTERVAL_MS_FIELD_NUMBER -> intervalMillis = in.readUnsigned32();
            case RackTelemetry.RACK_WATTS_FIELD_NUMBER -> rackWatts = in.readUnsigned32();
            case RackTelemetry.RACK_WATTS_MAX_FIELD_NUMBER -> rackWattsMax = in.readUnsigned32();
            case RackTelemetry.RACK_ENERGY_JOULES_FIELD_NUMBER -> energyJoules = in.readVarint64();
            case RackTelemetry.SUPPLY_MILLI_CELSIUS_FIELD_NUMBER ->
                    supplyMilliCelsius = in.readZigZag32();
            case RackTelemetry.RETURN_MILLI_CELSIUS_FIELD_NUMBER ->
                    returnMilliCelsius = in.readZigZag32();
            case RackTelemetry.RETURN_MILLI_CELSIUS_MAX_FIELD_NUMBER ->
                    returnMilliCelsiusMax = in.readZigZag32();
            case RackTelemetry.FLOW_MILLILITERS_PER_MINUTE_FIELD_NUMBER ->
                    flowMillilitersPerMinute = in.readUnsigned32();
            case RackTelemetry.CAP_WATTS_FIELD_NUMBER -> capWatts = in.readUnsigned32();
            case RackTelemetry.POWER_THROTTLE_MS_FIELD_NUMBER ->
                    powerThrottleMillis = in.readUnsigned32();
            case RackTelemetry.THERMAL_THROTTLE_MS_FIELD_NUMBER ->
                    thermalThrottleMillis = in.readUnsigned32();
            case RackTelemetry.LEAK_FIELD_NUMBER -> leak = leakState(in.readVarint32());
            case RackTelemetry.LEAKING_TRAYS_FIELD_NUMBER -> keepTray(in.readVarint32());
            case RackTelemetry.COOLANT_PRESSURE_PASCALS_FIELD_NUMBER ->
                    coolantPressurePascals = in.readUnsigned32();
            case RackTelemetry.SWITCH_TRAYS_UP_FIELD_NUMBER -> switchTraysUp = in.readVarint32();
            case RackTelemetry.ALARMS_FIELD_NUMBER -> keepAlarm(in.readVarint32());
            default -> readUnpackedEntry(tag);
        }
    }

    private void readUnpackedEntry(int tag) throws InvalidProtocolBufferException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case RackTelemetry.ACCELERATOR_WATTS_FIELD_NUMBER -> watts.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_WATTS_MAX_FIELD_NUMBER ->
                    wattsMax.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_FIELD_NUMBER ->
                    dieDeciCelsius.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_MAX_FIELD_NUMBER ->
                    dieDeciCelsiusMax.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_MEMORY_DECI_CELSIUS_FIELD_NUMBER ->
                    memoryDeciCelsius.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_UTILIZATION_PERMILLE_FIELD_NUMBER ->
                    utilizationPermille.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_CLOCK_PERMILLE_FIELD_NUMBER ->
                    clockPermille.add(in.readUnsigned32());
            case RackTelemetry.ACCELERATOR_MEMORY_USED_MIB_FIELD_NUMBER ->
                    memoryUsedMebibytes.add(in.readUnsigned32());
            default -> in.skip(tag);
        }
    }

    private void readRackId() throws InvalidProtocolBufferException {
        int outer = in.enter();
        rackIdFrom = in.at();
        rackIdTo = in.end();
        in.leave(outer);
    }

    private void readReplica(int fieldFrom)
            throws InvalidProtocolBufferException, UnfitRecordException {
        if (replicaCount == MAX_REPLICAS) {
            throw new UnfitRecordException(
                    RejectCause.OUT_OF_RANGE, "replicas are more than " + MAX_REPLICAS);
        }
        if (replicaCount == replicaSlots.size()) {
            replicaSlots.add(new DecodedReplica());
        }
        int outer = in.enter();
        replicaSlots.get(replicaCount).read(in);
        in.leave(outer);
        replicasFrom = replicaCount == 0 ? fieldFrom : replicasFrom;
        replicasTo = in.at();
        replicaCount++;
    }

    private static LeakState leakState(int number) {
        LeakState state = LeakState.forNumber(number);
        return state == null ? LeakState.LEAK_STATE_UNSPECIFIED : state;
    }

    private void keepTray(int tray) {
        if (leakingTrayCount < MAX_LEAKING_TRAYS) {
            leakingTrays[leakingTrayCount++] = tray;
        }
    }

    /** Alarms of later versions are left out. */
    private void keepAlarm(int number) {
        RackAlarm alarm = RackAlarm.forNumber(number);
        if (alarm != null && alarm != RackAlarm.RACK_ALARM_UNSPECIFIED) {
            alarms |= RackColumns.bitOf(alarm);
        }
    }

    /** The rack's id as text. */
    String rackId() {
        return new String(bytes, rackIdFrom, rackIdTo - rackIdFrom, StandardCharsets.UTF_8);
    }

    boolean isRackIdAt(byte[] others, int from, int to) {
        return Arrays.equals(bytes, rackIdFrom, rackIdTo, others, from, to);
    }

    List<Integer> leakingTrayList() {
        return leakingTrayCount == 0
                ? List.of()
                : Arrays.stream(leakingTrays, 0, leakingTrayCount).boxed().toList();
    }

    /** Trays with water, and one more for water at the bottom of the rack. */
    int leaks() {
        return leakingTrayCount + (leak == LeakState.LEAK_STATE_RACK ? 1 : 0);
    }

    int replicaCount() {
        return replicaCount;
    }

    /** Where the fields of the replicas begin in the record's bytes. */
    int replicasFrom() {
        return replicasFrom;
    }

    /** Where they end; others may lie between them. */
    int replicasTo() {
        return replicasTo;
    }

    DecodedReplica replica(int index) {
        return replicaSlots.get(index);
    }

    private void clear(byte[] newBytes) {
        watts.clear();
        wattsMax.clear();
        dieDeciCelsius.clear();
        dieDeciCelsiusMax.clear();
        memoryDeciCelsius.clear();
        utilizationPermille.clear();
        clockPermille.clear();
        memoryUsedMebibytes.clear();
        bytes = newBytes;
        rackIdFrom = 0;
        rackIdTo = 0;
        bootId = 0;
        sequence = 0;
        sampledAtMillis = 0;
        intervalMillis = 0;
        rackWatts = 0;
        rackWattsMax = 0;
        energyJoules = 0;
        supplyMilliCelsius = 0;
        returnMilliCelsius = 0;
        returnMilliCelsiusMax = 0;
        flowMillilitersPerMinute = 0;
        coolantPressurePascals = 0;
        switchTraysUp = 0;
        capWatts = 0;
        powerThrottleMillis = 0;
        thermalThrottleMillis = 0;
        leak = LeakState.LEAK_STATE_UNSPECIFIED;
        alarms = 0;
        leakingTrayCount = 0;
        replicaCount = 0;
        replicasFrom = 0;
        replicasTo = 0;
    }
}
