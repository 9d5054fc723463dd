package io.gigafleet.controlplane.telemetry;

import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    private final TelemetryReader reader = new TelemetryReader();
    private final FleetTelemetry fleet = new FleetTelemetry();
    private final Rollups rollups = new Rollups();
    private final RackStatuses statuses = new RackStatuses();
    private final IngestCounts counts = new IngestCounts();
    private final CrossingWatch watch = new CrossingWatch();
    private final FleetColumns columns = new FleetColumns(watch);
    private final Facility facility;

    private volatile RackRegistry registry = RackRegistry.EMPTY;
    private volatile boolean registryChanged;
    private volatile ServiceLookup services = ServiceLookup.NONE;
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
        registry = newRegistry;
        columns.useRegistry(newRegistry);
        registryChanged = true;
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
        return columns.copy();
    }

    /** What the newest draws add up to below each power domain, by the registry's order. */
    public long[] domainWatts() {
        return columns.domainWatts();
    }

    /** Says which service a replica belongs to from now on. */
    public void useServices(ServiceLookup newServices) {
        services = newServices;
    }

    @Override
    public Receipt onTelemetry(RecordOrigin origin, byte @Nullable [] value) {
        if (registryChanged) {
            registryChanged = false;
            fleet.forgetUnknown(registry);
        }
        return switch (reader.read(value, origin, registry)) {
            case ReadOutcome.Accepted accepted -> take(accepted.reading());
            case Rejected rejected -> counted(rejected);
        };
    }

    private Receipt take(RackReading reading) {
        switch (fleet.offer(reading)) {
            case Offered.Newest newest -> {
                columns.write(newest.rack().latest());
                rollups.add(newest.rack(), services);
            }
            case Offered.Older ignored -> counts.addOlder();
        }
        return Receipt.Taken.TAKEN;
    }

    @Override
    public Receipt onFacility(RecordOrigin origin, byte @Nullable [] value) {
        return counted(facility.accept(origin, value));
    }

    @Override
    public Receipt onStatus(RecordOrigin origin, byte @Nullable [] value) {
        return counted(statuses.accept(origin, value));
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
        return rackIds.stream().map(this::rackSigns).toList();
    }

    private RackSigns rackSigns(String rackId) {
        Optional<LiveRack> live = fleet.rack(rackId);
        Optional<RackReport> report = statuses.report(rackId);
        return new RackSigns(
                rackId,
                live.map(rack -> OptionalLong.of(rack.latest().appendedAtMillis()))
                        .orElse(OptionalLong.empty()),
                report.map(status -> OptionalLong.of(status.stamp().appendedAtMillis()))
                        .orElse(OptionalLong.empty()),
                evidenceAgainst(live, report));
    }

    private Optional<String> evidenceAgainst(Optional<LiveRack> live, Optional<RackReport> report) {
        Optional<ReportedTrip> trip = report.flatMap(RackReport::trip);
        if (trip.isPresent()) {
            return Optional.of(
                    "tripped: "
                            + trip.get().cause()
                            + " (trip "
                            + trip.get().tripId()
                            + "): "
                            + trip.get().detail());
        }
        return live.filter(this::sharesItsIdentity)
                .map(
                        rack ->
                                "two agents report as this rack (alternating boot ids); stop one of"
                                        + " them");
    }

    private boolean sharesItsIdentity(LiveRack rack) {
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
