package io.gigafleet.controlplane.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.v1.CduReading;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest readings of the plant, and the canaries that prove the path from the agent hosts
 * alive. One thread writes; any number read without locks.
 */
public final class Facility {

    /** Loops, and likewise domains, beyond this are refused: a site has hundreds. */
    static final int MAX_SOURCES = 20_000;

    private static final long MAX_PERMILLE = 1_000;
    private static final long MAX_FEEDS = 64;

    private final ConcurrentHashMap<String, LoopReading> loops = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, DomainReading> domains = new ConcurrentHashMap<>();
    private final Canaries canaries;
    private final CrossingWatch watch;

    /**
     * A plant of which nothing is known.
     *
     * @param partitions of the facility topic; a canary through each of them proves the path
     */
    public Facility(int partitions) {
        this(partitions, new CrossingWatch());
    }

    Facility(int partitions, CrossingWatch watch) {
        this.watch = watch;
        canaries = new Canaries(partitions);
    }

    /** Takes in one record of the facility topic. Called by the one writer. */
    public Receipt accept(ArrivedRecord arrived) {
        ByteBuffer value = arrived.value();
        if (value == null) {
            return new Rejected(RejectCause.UNREADABLE, "the record has no value");
        }
        if (value.remaining() > TelemetryReader.MAX_RECORD_BYTES) {
            return new Rejected(RejectCause.TOO_LARGE, value.remaining() + " bytes");
        }
        try {
            return accept(arrived, FacilityRecord.parseFrom(value.duplicate()));
        } catch (InvalidProtocolBufferException e) {
            return new Rejected(RejectCause.UNREADABLE, "not a FacilityRecord: " + e.getMessage());
        } catch (UnfitRecordException e) {
            return e.toRejected();
        }
    }

    private Receipt accept(ArrivedRecord arrived, FacilityRecord facility)
            throws UnfitRecordException {
        Stamp stamp =
                new Stamp(facility.getBootId(), facility.getSequence(), arrived.appendedAtMillis());
        return switch (facility.getReadingCase()) {
            case CDU -> acceptLoop(stamp, facility.getCdu());
            case METER -> acceptDomain(stamp, facility.getMeter());
            case CANARY ->
                    canaries.heard(
                            facility.getCanary().getAgentId(),
                            arrived.partition(),
                            arrived.appendedAtMillis());
            case READING_NOT_SET ->
                    new Rejected(
                            RejectCause.UNREADABLE,
                            "source '"
                                    + facility.getSource()
                                    + "' sends no reading this version knows");
        };
    }

    private Receipt acceptLoop(Stamp stamp, CduReading cdu) throws UnfitRecordException {
        ReadingLimits.checkCoolant("supply_milli_celsius", cdu.getSupplyMilliCelsius());
        ReadingLimits.checkCoolant("return_milli_celsius", cdu.getReturnMilliCelsius());
        ReadingLimits.checkRange("heat_watts", cdu.getHeatWatts(), 0, Long.MAX_VALUE);
        ReadingLimits.checkRange(
                "heat_capacity_watts", cdu.getHeatCapacityWatts(), 0, Long.MAX_VALUE);
        ReadingLimits.checkRange("pump_permille", cdu.getPumpPermille(), 0, MAX_PERMILLE);
        LoopReading known = loops.get(cdu.getLoop());
        if (known == null && loops.size() >= MAX_SOURCES) {
            return tooMany("coolant loops");
        }
        if (known == null || stamp.isNewerThan(known.stamp())) {
            LoopReading now =
                    new LoopReading(
                            cdu.getLoop(),
                            stamp,
                            cdu.getSupplyMilliCelsius(),
                            cdu.getReturnMilliCelsius(),
                            Integer.toUnsignedLong(cdu.getFlowMillilitersPerMinute()),
                            cdu.getHeatWatts(),
                            cdu.getHeatCapacityWatts(),
                            cdu.getPumpPermille());
            loops.put(cdu.getLoop(), now);
            if (known != null && now.hasLostCapacitySince(known)) {
                watch.crossed();
            }
        }
        return Receipt.Taken.TAKEN;
    }

    private Receipt acceptDomain(Stamp stamp, MeterReading meter) throws UnfitRecordException {
        ReadingLimits.checkRange("watts", meter.getWatts(), 0, Long.MAX_VALUE);
        ReadingLimits.checkRange("watts_max", meter.getWattsMax(), 0, Long.MAX_VALUE);
        ReadingLimits.checkRange("budget_watts", meter.getBudgetWatts(), 0, Long.MAX_VALUE);
        ReadingLimits.checkRange("feeds", meter.getFeeds(), 0, MAX_FEEDS);
        ReadingLimits.checkRange("feeds_present", meter.getFeedsPresent(), 0, meter.getFeeds());
        DomainReading known = domains.get(meter.getDomain());
        if (known == null && domains.size() >= MAX_SOURCES) {
            return tooMany("power domains");
        }
        if (known == null || stamp.isNewerThan(known.stamp())) {
            DomainReading now =
                    new DomainReading(
                            meter.getDomain(),
                            stamp,
                            meter.getWatts(),
                            meter.getWattsMax(),
                            meter.getFeedPresent(),
                            meter.getFeeds(),
                            meter.getFeedsPresent(),
                            meter.getBudgetWatts());
            domains.put(meter.getDomain(), now);
            if (known == null ? now.isDark() : now.hasLostFeedsSince(known)) {
                watch.crossed();
            }
        }
        return Receipt.Taken.TAKEN;
    }

    private static Rejected tooMany(String what) {
        return new Rejected(
                RejectCause.TOO_MANY_SOURCES, "more than " + MAX_SOURCES + " " + what + " report");
    }

    /** The newest reading of a loop; empty if its CDU has not been heard. */
    public Optional<LoopReading> loop(String loop) {
        return Optional.ofNullable(loops.get(loop));
    }

    /** The newest reading of each loop, by name. */
    public List<LoopReading> loops() {
        return loops.values().stream().sorted(Comparator.comparing(LoopReading::loop)).toList();
    }

    /** The newest reading of a power domain's meter; empty if it has not been heard. */
    public Optional<DomainReading> domain(String domain) {
        return Optional.ofNullable(domains.get(domain));
    }

    /** The canaries of the agent hosts. */
    public Canaries canaries() {
        return canaries;
    }
}
