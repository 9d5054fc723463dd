package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.OutboundRecord.Channel;
import io.gigafleet.schemas.v1.Canary;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who says what when: each rack's telemetry once a second and at once on an alarm, its status on
 * change and every ten seconds, each loop and the canaries once a second. Racks take turns over the
 * ten steps of a second, so that a large host sends evenly.
 */
final class Reporting {

    static final int STEPS_PER_SECOND = 10;
    static final int STEPS_PER_STATUS = 100;

    private final String agentId;
    private final long bootId;
    private final List<LoopController> loops;
    private final List<RackController> racks;
    private final OutboundBuffer outbound;
    private final PublishedReadings readings;
    private final TelemetryWriter writer = new TelemetryWriter();
    private final Map<String, Long> silentUntilMillis = new HashMap<>();
    private long canarySequence;

    Reporting(
            String agentId,
            long bootId,
            List<LoopController> loops,
            OutboundBuffer outbound,
            PublishedReadings readings) {
        this.agentId = agentId;
        this.bootId = bootId;
        this.loops = List.copyOf(loops);
        racks = new ArrayList<>(loops.stream().flatMap(loop -> loop.racks().stream()).toList());
        // By name, so that a rack speaks at the same times in whatever order its host lists them.
        List<RackController> byName =
                racks.stream().sorted(Comparator.comparing(RackController::rackId)).toList();
        for (int place = 0; place < byName.size(); place++) {
            byName.get(place).speech().turn(place);
        }
        this.outbound = outbound;
        this.readings = readings;
    }

    List<RackController> racks() {
        return Collections.unmodifiableList(racks);
    }

    /** Lets one more rack speak, from the next step on. */
    void take(RackController rack) {
        rack.speech().turn(racks.size());
        racks.add(rack);
        outbound.growFor(racks.size());
    }

    /** Keeps a rack from being heard, for tests of silence. */
    void silence(String rackId, long untilMonotonicMillis) {
        silentUntilMillis.put(rackId, untilMonotonicMillis);
    }

    /** Reports what is due of a loop and its racks after a step of theirs. */
    void afterStep(LoopController loop, long step, long epochMillis, long monotonicMillis) {
        List<RackController> some = loop.racks();
        for (int i = 0; i < some.size(); i++) {
            RackController rack = some.get(i);
            long turn = step + rack.speech().turn();
            boolean news = rack.takeAlarmChange();
            if (news || turn % STEPS_PER_SECOND == 0) {
                sendTelemetry(rack, news, epochMillis, monotonicMillis);
            }
            boolean changed = rack.takeStatusChange();
            boolean due = changed || turn % STEPS_PER_STATUS == 0;
            if (due && rack.knowsItsPast()) {
                sendStatus(rack, changed, epochMillis, monotonicMillis);
            }
        }
        if (step % STEPS_PER_SECOND == 0) {
            sendLoop(loop, epochMillis);
        }
    }

    private boolean isSilent(RackController rack, long monotonicMillis) {
        return !silentUntilMillis.isEmpty()
                && monotonicMillis < silentUntilMillis.getOrDefault(rack.rackId(), Long.MIN_VALUE);
    }

    private void sendTelemetry(
            RackController rack, boolean alarm, long epochMillis, long monotonicMillis) {
        byte[] record = rack.telemetry(writer, epochMillis);
        readings.telemetry(rack.rackId(), record);
        if (!isSilent(rack, monotonicMillis)) {
            send(OutboundRecord.encoded(Channel.TELEMETRY, rack.rackId(), record), alarm);
        }
    }

    private void sendStatus(
            RackController rack, boolean changed, long epochMillis, long monotonicMillis) {
        RackStatus status = rack.status(epochMillis, monotonicMillis);
        readings.status(status);
        if (!isSilent(rack, monotonicMillis)) {
            send(OutboundRecord.keyed(Channel.RACK_STATUS, rack.rackId(), status), changed);
        }
    }

    private void send(OutboundRecord told, boolean happened) {
        if (happened) {
            outbound.addUrgent(told);
        } else {
            outbound.add(told);
        }
    }

    private void sendLoop(LoopController loop, long epochMillis) {
        FacilityRecord record = loop.reading(epochMillis);
        readings.loop(record.getCdu());
        outbound.add(OutboundRecord.keyed(Channel.FACILITY, loop.source(), record));
    }

    /** Proves the path through every partition. */
    void sendCanaries(long epochMillis) {
        String source = "canary/" + agentId;
        int partitions = outbound.facilityPartitions();
        for (int partition = 0; partition < partitions; partition++) {
            FacilityRecord record =
                    FacilityRecord.newBuilder()
                            .setSource(source)
                            .setBootId(bootId)
                            .setSequence(++canarySequence)
                            .setSampledAtEpochMs(epochMillis)
                            .setCanary(
                                    Canary.newBuilder()
                                            .setAgentId(agentId)
                                            .setPartition(partition)
                                            .setRacksHosted(racks.size()))
                            .build();
            outbound.add(
                    new OutboundRecord(Channel.FACILITY, partition, source, record.toByteString()));
        }
    }
}
