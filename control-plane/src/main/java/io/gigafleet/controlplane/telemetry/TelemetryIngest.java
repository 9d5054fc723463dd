package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the records of the fleet's topics into the plane's memory, and says what was heard of whom.
 * One thread feeds it; any thread may read.
 *
 * <p>The registry must be set before feeding starts: telemetry of an unknown rack is rejected.
 */
public final class TelemetryIngest implements RecordSink {

    /**
     * How long two sources seen under one identity speak against a rack after the last sighting.
     */
    static final long IDENTITY_EVIDENCE_MILLIS = 60_000;

    /**
     * Within this time a rack that is given power, or loses it, has said so in its report and in
     * its readings, which overtake each other.
     */
    static final long SETTLED_MILLIS = 2_000;

    /** Held while a record is taken in, for microseconds, and while something is copied out. */
    private final Object lock = new Object();

    private final TelemetryReader reader = new TelemetryReader();
    private final RackAddition added = new RackAddition();
    private final ServiceNames services = new ServiceNames();
    private final Rollups rollups = new Rollups(lock, services);
    private final CrossingWatch watch = new CrossingWatch();
    private final FleetTelemetry fleet = new FleetTelemetry(lock, services, rollups, watch);
    private final RackStatuses statuses = new RackStatuses();
    private final IngestCounts counts = new IngestCounts();
    private final Facility facility;

    private RackRegistry registry = RackRegistry.EMPTY;
    private volatile long polledAtMillis;
    private volatile long readThroughMillis;

    /**
     * An ingest that has heard nothing.
     *
     * @param facilityPartitions of the facility topic
     */
    public TelemetryIngest(int facilityPartitions) {
        this.facility = new Facility(facilityPartitions, watch);
    }

    /** Says which racks there are from now on. */
    public void useRegistry(RackRegistry newRegistry) {
        synchronized (lock) {
            fleet.useRegistry(newRegistry);
            rollups.useRegistry(newRegistry);
            registry = newRegistry;
        }
    }

    /**
     * Asks to be told at once of what can't wait for the next look: the draws below a power domain
     * or a temperature of a rack cross their limit upwards, an alarm or a leak comes up, a feed or
     * a loop's capacity is lost. Told once, until {@link #columns} is next taken. Limits go with
     * the registry in force: give them again after another one.
     *
     * @param onCrossing runs on the thread that feeds this ingest and holds it up: it only wakes
     *     another one
     */
    public void watch(CrossingLimits limits, Runnable onCrossing) {
        watch.watch(limits, onCrossing);
    }

    /** The newest reading of every rack, and the end of what {@link #watch} was told. */
    public RackColumns columns() {
        synchronized (lock) {
            watch.looked();
            return fleet.columns();
        }
    }

    /** The newest reading of every rack, for whoever only shows it: ends nothing of the watch. */
    public RackColumns columnsShown() {
        synchronized (lock) {
            return fleet.columns();
        }
    }

    /** What the newest draws add up to below each power domain, by the registry's order. */
    public long[] domainWatts() {
        synchronized (lock) {
            return fleet.domainWatts();
        }
    }

    /** Says which service a replica belongs to from now on. */
    public void useServices(ServiceLookup newServices) {
        synchronized (lock) {
            services.use(newServices);
        }
    }

    @Override
    public Receipt onTelemetry(ArrivedRecord arrived) {
        try {
            if (take(arrived)) {
                watch.crossed();
            }
            return Receipt.Taken.TAKEN;
        } catch (UnfitRecordException e) {
            return counted(e.toRejected());
        }
    }

    /** Takes in a record; returns whether it crosses something that was to be told at once. */
    private boolean take(ArrivedRecord arrived) throws UnfitRecordException {
        synchronized (lock) {
            int rack = reader.read(arrived, registry);
            RackTelemetryDecoder record = reader.decoded();
            return switch (fleet.take(rack, record, arrived.appendedAtMillis(), added)) {
                case OLDER -> {
                    counts.addOlder();
                    yield false;
                }
                case REPLAYED -> {
                    counts.addOlder();
                    throw new UnfitRecordException(
                            RejectCause.REPLAYED,
                            "sequence "
                                    + Long.toUnsignedString(record.sequence)
                                    + " of start "
                                    + Long.toUnsignedString(record.bootId)
                                    + " is older than what is known of rack "
                                    + record.rackId());
                }
                case NEWEST -> {
                    rollups.add(rack, record, added, arrived.appendedAtMillis(), fleet.plant());
                    yield false;
                }
                case CROSSING -> {
                    rollups.add(rack, record, added, arrived.appendedAtMillis(), fleet.plant());
                    yield true;
                }
            };
        }
    }

    @Override
    public Receipt onFacility(ArrivedRecord arrived) {
        return counted(facility.accept(arrived));
    }

    @Override
    public Receipt onStatus(ArrivedRecord arrived) {
        return counted(statuses.accept(arrived));
    }

    @Override
    public void onPolled(long nowMillis, long newReadThroughMillis) {
        readThroughMillis = newReadThroughMillis;
        polledAtMillis = nowMillis;
    }

    private Receipt counted(Receipt receipt) {
        if (receipt instanceof Rejected rejected) {
            counts.addRejected(rejected.cause());
        }
        return receipt;
    }

    /** What speaks for the path being alive. */
    public PathSigns pathSigns() {
        return new PathSigns(
                facility.canaries().pathClockMillis(), polledAtMillis, readThroughMillis);
    }

    /** What was heard of each of these racks. */
    public List<RackSigns> rackSigns(Collection<String> rackIds) {
        Map<String, DomainReading> dark = darkMeters();
        return rackIds.stream().map(rackId -> rackSigns(rackId, dark)).toList();
    }

    /** The meters that say that no feed is present, by domain. */
    private Map<String, DomainReading> darkMeters() {
        Map<String, DomainReading> dark = new HashMap<>();
        for (String domain : registryNow().domains()) {
            facility.domain(domain)
                    .filter(DomainReading::isDark)
                    .ifPresent(meter -> dark.put(domain, meter));
        }
        return dark;
    }

    private RackRegistry registryNow() {
        synchronized (lock) {
            return registry;
        }
    }

    private RackSigns rackSigns(String rackId, Map<String, DomainReading> dark) {
        Optional<RackReport> report = statuses.report(rackId);
        return new RackSigns(
                rackId,
                fleet.heardAtMillis(rackId),
                report.map(status -> OptionalLong.of(status.stamp().appendedAtMillis()))
                        .orElse(OptionalLong.empty()),
                evidenceAgainst(rackId, report, dark),
                fleet.deadAccelerators(rackId));
    }

    private Optional<String> evidenceAgainst(
            String rackId, Optional<RackReport> report, Map<String, DomainReading> dark) {
        Optional<ReportedTrip> trip = report.flatMap(RackReport::trip);
        if (trip.isPresent()) {
            return Optional.of(trip.get().told());
        }
        Optional<String> darkness = darknessOf(rackId, dark);
        if (darkness.isPresent()) {
            return darkness;
        }
        return fleet.ofRack(rackId, this::sharesItsIdentity).orElse(false)
                ? Optional.of(
                        "two agents report as this rack (alternating boot ids); stop one of them")
                : Optional.empty();
    }

    /** That a rack has no power, by a meter above it or by its own word, though nobody took it. */
    private Optional<String> darknessOf(String rackId, Map<String, DomainReading> dark) {
        for (String domain : dark.isEmpty() ? List.<String>of() : domainsAbove(rackId)) {
            @Nullable DomainReading meter = dark.get(domain);
            if (meter != null && !isSeenAlive(rackId, meter)) {
                return Optional.of("its power domain %s has no feed".formatted(domain));
            }
        }
        OptionalLong onSinceMillis = statuses.onSinceMillis(rackId);
        return onSinceMillis.isPresent()
                        && fleet.ofRack(
                                        rackId,
                                        rack ->
                                                rack.unpoweredMillisAfter(onSinceMillis.getAsLong())
                                                        >= SETTLED_MILLIS)
                                .orElse(false)
                ? Optional.of("it has no power, though nobody cut it off")
                : Optional.empty();
    }

    private List<String> domainsAbove(String rackId) {
        RackRegistry known = registryNow();
        OptionalInt rack = known.indexOf(rackId);
        return rack.isEmpty()
                ? List.of()
                : known.rack(rack.getAsInt()).domains().stream().map(known.domains()::get).toList();
    }

    /** Whether a rack was heard drawing power since its meter last said that there is none. */
    private boolean isSeenAlive(String rackId, DomainReading meter) {
        return fleet.ofRack(
                        rackId,
                        rack ->
                                rack.drawWatts() > 0
                                        && rack.appendedAtMillis()
                                                > meter.stamp().appendedAtMillis())
                .orElse(false);
    }

    private boolean sharesItsIdentity(RackTrack rack) {
        return rack.identityReturns() > 0
                && fleet.newestAppendMillis() - rack.identityReturnedAtMillis()
                        < IDENTITY_EVIDENCE_MILLIS;
    }

    /** The latest telemetry of each rack. */
    public FleetTelemetry fleet() {
        return fleet;
    }

    /** The newest report of each rack. */
    public RackStatuses statuses() {
        return statuses;
    }

    /** The newest readings of the plant. */
    public Facility facility() {
        return facility;
    }

    /** The minutes not yet written. */
    public Rollups rollups() {
        return rollups;
    }

    /** What was rejected or dropped. */
    public IngestCounts counts() {
        return counts;
    }
}
