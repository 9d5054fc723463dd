package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.WireNumbers.unsigned;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@link RackTelemetry} from the wire without building its message: at a gigawatt 500,000
 * accelerators arrive each second, and all that is wanted of them are sums and maxima.
 *
 * <p>Reads what the generated class reads (a test compares them on random records): fields in any
 * order, columns packed or not, unknown fields skipped. One decoder serves one thread.
 */
final class RackTelemetryDecoder {

    private static final int MAX_LEAKING_TRAYS = 64;

    private final ReplicaDecoder replicaDecoder = new ReplicaDecoder();

    final Column watts = new Column();
    final Column wattsMax = new Column();
    final Column dieDeciCelsius = new Column();
    final Column dieDeciCelsiusMax = new Column();
    final Column memoryDeciCelsius = new Column();
    final Column utilizationPermille = new Column();
    final Column clockPermille = new Column();
    final Column memoryUsedMebibytes = new Column();

    String rackId = "";
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
    List<Integer> leakingTrays = List.of();
    int alarms;
    List<ReplicaReading> replicas = List.of();

    /**
     * Reads one record; the fields hold it until the next call.
     *
     * @throws IOException if the bytes are not Protobuf
     * @throws UnfitRecordException if a histogram or counter can't be
     */
    void decode(byte[] bytes) throws IOException, UnfitRecordException {
        clear();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            readField(in, tag);
        }
    }

    private void readField(CodedInputStream in, int tag) throws IOException, UnfitRecordException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case RackTelemetry.RACK_ID_FIELD_NUMBER -> rackId = in.readStringRequireUtf8();
            case RackTelemetry.BOOT_ID_FIELD_NUMBER -> bootId = in.readUInt64();
            case RackTelemetry.SEQUENCE_FIELD_NUMBER -> sequence = in.readUInt64();
            case RackTelemetry.SAMPLED_AT_EPOCH_MS_FIELD_NUMBER ->
                    sampledAtMillis = in.readUInt64();
            case RackTelemetry.INTERVAL_MS_FIELD_NUMBER -> intervalMillis = unsigned(in);
            case RackTelemetry.ACCELERATOR_WATTS_FIELD_NUMBER -> watts.read(in, tag);
            case RackTelemetry.ACCELERATOR_WATTS_MAX_FIELD_NUMBER -> wattsMax.read(in, tag);
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_FIELD_NUMBER ->
                    dieDeciCelsius.read(in, tag);
            case RackTelemetry.ACCELERATOR_DIE_DECI_CELSIUS_MAX_FIELD_NUMBER ->
                    dieDeciCelsiusMax.read(in, tag);
            case RackTelemetry.ACCELERATOR_MEMORY_DECI_CELSIUS_FIELD_NUMBER ->
                    memoryDeciCelsius.read(in, tag);
            case RackTelemetry.ACCELERATOR_UTILIZATION_PERMILLE_FIELD_NUMBER ->
                    utilizationPermille.read(in, tag);
            case RackTelemetry.ACCELERATOR_CLOCK_PERMILLE_FIELD_NUMBER ->
                    clockPermille.read(in, tag);
            case RackTelemetry.ACCELERATOR_MEMORY_USED_MIB_FIELD_NUMBER ->
                    memoryUsedMebibytes.read(in, tag);
            case RackTelemetry.REPLICAS_FIELD_NUMBER -> readReplica(in);
            default -> readRackField(in, tag);
        }
    }

    private void readRackField(CodedInputStream in, int tag) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case RackTelemetry.RACK_WATTS_FIELD_NUMBER -> rackWatts = unsigned(in);
            case RackTelemetry.RACK_WATTS_MAX_FIELD_NUMBER -> rackWattsMax = unsigned(in);
            case RackTelemetry.RACK_ENERGY_JOULES_FIELD_NUMBER -> energyJoules = in.readUInt64();
            case RackTelemetry.SUPPLY_MILLI_CELSIUS_FIELD_NUMBER ->
                    supplyMilliCelsius = in.readSInt32();
            case RackTelemetry.RETURN_MILLI_CELSIUS_FIELD_NUMBER ->
                    returnMilliCelsius = in.readSInt32();
            case RackTelemetry.RETURN_MILLI_CELSIUS_MAX_FIELD_NUMBER ->
                    returnMilliCelsiusMax = in.readSInt32();
            case RackTelemetry.FLOW_MILLILITERS_PER_MINUTE_FIELD_NUMBER ->
                    flowMillilitersPerMinute = unsigned(in);
            case RackTelemetry.COOLANT_PRESSURE_PASCALS_FIELD_NUMBER ->
                    coolantPressurePascals = unsigned(in);
            case RackTelemetry.SWITCH_TRAYS_UP_FIELD_NUMBER -> switchTraysUp = in.readUInt32();
            case RackTelemetry.CAP_WATTS_FIELD_NUMBER -> capWatts = unsigned(in);
            case RackTelemetry.POWER_THROTTLE_MS_FIELD_NUMBER -> powerThrottleMillis = unsigned(in);
            case RackTelemetry.THERMAL_THROTTLE_MS_FIELD_NUMBER ->
                    thermalThrottleMillis = unsigned(in);
            case RackTelemetry.LEAK_FIELD_NUMBER -> leak = leakState(in.readEnum());
            case RackTelemetry.LEAKING_TRAYS_FIELD_NUMBER -> readLeakingTrays(in, tag);
            case RackTelemetry.ALARMS_FIELD_NUMBER -> readAlarms(in, tag);
            default -> in.skipField(tag);
        }
    }

    private static LeakState leakState(int number) {
        LeakState state = LeakState.forNumber(number);
        return state == null ? LeakState.LEAK_STATE_UNSPECIFIED : state;
    }

    private void readReplica(CodedInputStream in) throws IOException, UnfitRecordException {
        if (replicas.isEmpty()) {
            replicas = new ArrayList<>();
        }
        int outer = in.pushLimit(in.readRawVarint32());
        replicas.add(replicaDecoder.decode(in));
        in.popLimit(outer);
    }

    private void readLeakingTrays(CodedInputStream in, int tag) throws IOException {
        if (leakingTrays.isEmpty()) {
            leakingTrays = new ArrayList<>();
        }
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                keepTray(in.readUInt32());
            }
            in.popLimit(outer);
        } else {
            keepTray(in.readUInt32());
        }
    }

    private void readAlarms(CodedInputStream in, int tag) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int outer = in.pushLimit(in.readRawVarint32());
            while (!in.isAtEnd()) {
                keepAlarm(in.readEnum());
            }
            in.popLimit(outer);
        } else {
            keepAlarm(in.readEnum());
        }
    }

    /** Alarms of later versions are left out. */
    private void keepAlarm(int number) {
        RackAlarm alarm = RackAlarm.forNumber(number);
        if (alarm != null && alarm != RackAlarm.RACK_ALARM_UNSPECIFIED) {
            alarms |= RackColumns.bitOf(alarm);
        }
    }

    private void keepTray(int tray) {
        if (leakingTrays.size() < MAX_LEAKING_TRAYS) {
            leakingTrays.add(tray);
        }
    }

    private void clear() {
        watts.clear();
        wattsMax.clear();
        dieDeciCelsius.clear();
        dieDeciCelsiusMax.clear();
        memoryDeciCelsius.clear();
        utilizationPermille.clear();
        clockPermille.clear();
        memoryUsedMebibytes.clear();
        rackId = "";
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
        leakingTrays = List.of();
        alarms = 0;
        replicas = List.of();
    }
}
