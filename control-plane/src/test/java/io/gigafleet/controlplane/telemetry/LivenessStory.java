package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.canary;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.status;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A small world with a clock of its own: agent hosts with racks, a broker that stamps what arrives,
 * and a plane that reads and judges once a second. Anything can be broken and mended.
 */
final class LivenessStory {

    private static final int PARTITIONS = 3;

    private record Logged(
            long appendedAtMillis, boolean live, Consumer<TelemetryIngest> delivery) {}

    private final SortedMap<String, String> hostByRack = new TreeMap<>();
    private final Set<String> silentRacks = new HashSet<>();
    private final Set<String> silentHosts = new HashSet<>();
    private final Set<Integer> deadPartitions = new HashSet<>();
    private final List<Logged> log = new ArrayList<>();
    private final SortedMap<String, NavigableSet<Long>> appendTimes = new TreeMap<>();

    private TelemetryIngest ingest = new TelemetryIngest(PARTITIONS);
    private Liveness liveness = new Liveness(LivenessLimits.STANDARD);
    private long nowMillis = START_MILLIS;
    private long sequence;
    private long planeAheadMillis;
    private int delivered;
    private boolean canariesFly = true;
    private boolean brokerUp = true;
    private boolean planeReads = true;
    private boolean planeRuns = true;
    private boolean telemetryStaysUnread;

    LivenessStory rack(String rackId, String host) {
        hostByRack.put(rackId, host);
        ingest.useRegistry(registryOf(hostByRack.keySet().toArray(String[]::new)));
        return this;
    }

    LivenessStory silence(String rackId) {
        silentRacks.add(rackId);
        return this;
    }

    LivenessStory speak(String rackId) {
        silentRacks.remove(rackId);
        return this;
    }

    /** The host is gone: its racks and its canaries. */
    LivenessStory killHost(String host) {
        silentHosts.add(host);
        return this;
    }

    LivenessStory reviveHost(String host) {
        silentHosts.remove(host);
        return this;
    }

    LivenessStory canaries(boolean fly) {
        canariesFly = fly;
        return this;
    }

    LivenessStory killPartition(int partition) {
        deadPartitions.add(partition);
        return this;
    }

    /** While the broker is down, nothing is appended and nothing is read. */
    LivenessStory broker(boolean up) {
        brokerUp = up;
        return this;
    }

    /** While it can't read, the plane judges on; the broker goes on appending. */
    LivenessStory planeReads(boolean reads) {
        planeReads = reads;
        return this;
    }

    /** While it doesn't run, the plane neither reads nor judges. */
    LivenessStory planeRuns(boolean runs) {
        planeRuns = runs;
        return this;
    }

    /** The plane gets facility records only; telemetry waits at the broker. */
    LivenessStory telemetryStaysUnread(boolean unread) {
        telemetryStaysUnread = unread;
        return this;
    }

    LivenessStory planeClockAhead(long millis) {
        planeAheadMillis = millis;
        return this;
    }

    /** Another plane, which has heard the same, takes the lead. */
    LivenessStory newLeader() {
        liveness.restart();
        return this;
    }

    /** A plane with an empty memory starts; it reads what the broker appended in the last 30 s. */
    LivenessStory newPlane() {
        ingest = new TelemetryIngest(PARTITIONS);
        ingest.useRegistry(registryOf(hostByRack.keySet().toArray(String[]::new)));
        liveness = new Liveness(LivenessLimits.STANDARD);
        delivered = 0;
        log.removeIf(record -> record.live && nowMillis - record.appendedAtMillis > 30_000);
        return this;
    }

    /** The rack reports its status once, as it does every ten seconds of its life. */
    LivenessStory reportStatus(String rackId) {
        long number = ++sequence;
        append(
                false,
                origin ->
                        sink ->
                                sink.onStatus(
                                        ArrivedRecord.of(
                                                rackId,
                                                status(rackId, 1, number).build().toByteArray(),
                                                origin,
                                                0,
                                                0)));
        return this;
    }

    LivenessStory deliver(Consumer<TelemetryIngest> delivery) {
        append(false, origin -> delivery);
        return this;
    }

    LivenessStory seconds(int seconds) {
        for (int second = 0; second < seconds; second++) {
            tick();
        }
        return this;
    }

    Condition conditionOf(String rackId) {
        return rackCondition(rackId).condition();
    }

    RackCondition rackCondition(String rackId) {
        return liveness.latest().of(rackId).orElseThrow();
    }

    LivenessReport report() {
        return liveness.latest();
    }

    /** How long the broker had appended nothing of the rack, as of some time ago. */
    long silenceMillis(String rackId, long agoMillis) {
        NavigableSet<Long> appended = appendTimes.getOrDefault(rackId, new TreeSet<>());
        long atMillis = nowMillis - agoMillis;
        return atMillis - Optional.ofNullable(appended.floor(atMillis)).orElse(0L);
    }

    /** Whether the plane has judged in this second. */
    boolean judgedNow() {
        return report().evaluatedAtMillis() == planeNowMillis();
    }

    private long planeNowMillis() {
        return nowMillis + planeAheadMillis;
    }

    private void tick() {
        nowMillis += 1_000;
        if (brokerUp) {
            agentsSend();
        }
        if (!planeRuns) {
            return;
        }
        if (brokerUp && planeReads) {
            planeReadsAll();
        }
        liveness.evaluate(
                planeNowMillis(), ingest.pathSigns(), ingest.rackSigns(hostByRack.keySet()));
    }

    private void agentsSend() {
        hostByRack.forEach(
                (rackId, host) -> {
                    if (!silentHosts.contains(host) && !silentRacks.contains(rackId)) {
                        sendTelemetry(rackId);
                    }
                });
        for (String host : new HashSet<>(hostByRack.values())) {
            if (canariesFly && !silentHosts.contains(host)) {
                sendCanaries(host);
            }
        }
    }

    private void sendTelemetry(String rackId) {
        long number = ++sequence;
        appendTimes.computeIfAbsent(rackId, ignored -> new TreeSet<>()).add(nowMillis);
        append(
                true,
                origin ->
                        sink ->
                                sink.onTelemetry(
                                        ArrivedRecord.of(
                                                rackId,
                                                telemetry(rackId, 1, number).build().toByteArray(),
                                                origin,
                                                0,
                                                0)));
    }

    private void sendCanaries(String host) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (!deadPartitions.contains(partition)) {
                int through = partition;
                append(
                        false,
                        origin ->
                                sink ->
                                        sink.onFacility(
                                                ArrivedRecord.of(
                                                        "canary/" + host,
                                                        canary(host, sequence, through),
                                                        origin,
                                                        through,
                                                        0)));
            }
        }
    }

    private interface Delivery {
        Consumer<TelemetryIngest> appendedAt(long millis);
    }

    private void append(boolean live, Delivery delivery) {
        log.add(new Logged(nowMillis, live, delivery.appendedAt(nowMillis)));
    }

    private void planeReadsAll() {
        if (telemetryStaysUnread) {
            log.subList(delivered, log.size()).stream()
                    .filter(record -> !record.live)
                    .forEach(record -> record.delivery.accept(ingest));
            ingest.onPolled(planeNowMillis(), log.get(delivered).appendedAtMillis);
            return;
        }
        log.subList(delivered, log.size()).forEach(record -> record.delivery.accept(ingest));
        delivered = log.size();
        ingest.onPolled(planeNowMillis(), Long.MAX_VALUE);
    }
}
