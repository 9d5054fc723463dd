package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.LedgerReader;
import io.gigafleet.controlplane.operator.answer.SiteAnswer.LeaderAnswer;
import io.gigafleet.controlplane.operator.answer.SiteAnswer.PowerSum;
import io.gigafleet.controlplane.operator.answer.SiteAnswer.RackCounts;
import io.gigafleet.controlplane.operator.answer.SiteAnswer.ReplicaCounts;
import io.gigafleet.controlplane.operator.answer.SiteAnswer.ServiceCounts;
import io.gigafleet.controlplane.telemetry.DomainReading;
import io.gigafleet.controlplane.telemetry.Facility;
import io.gigafleet.controlplane.telemetry.FleetTelemetry;
import io.gigafleet.controlplane.telemetry.LatencyCounts;
import io.gigafleet.controlplane.telemetry.LoopReading;
import io.gigafleet.controlplane.telemetry.ServiceActivity;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.manifest.Site;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums the fleet up, over the site and over each power domain and coolant loop. */
@ApplicationScoped
public class SiteAnswers {

    private final RackAnswers racks;
    private final ServiceAnswers services;
    private final FleetTelemetry telemetry;
    private final Facility facility;
    private final LedgerReader ledger;
    private final GuardPicture guard;

    SiteAnswers(
            RackAnswers racks,
            ServiceAnswers services,
            TelemetryIngest ingest,
            LedgerReader ledger,
            GuardPicture guard) {
        this.racks = racks;
        this.services = services;
        this.telemetry = ingest.fleet();
        this.facility = ingest.facility();
        this.ledger = ledger;
        this.guard = guard;
    }

    /** The site at a glance. */
    public SiteAnswer site(FleetPicture picture, Instant asOf) throws SQLException {
        Collection<ServiceActivity> activities = services.activities().values();
        List<DomainAnswer> domains = domains(picture);
        PowerSum power = power(domains);
        double tokensPerSecond =
                activities.stream().mapToDouble(ServiceActivity::outputTokensPerSecond).sum();
        LatencyCounts firstTokens = merged(activities, ServiceActivity::timeToFirstToken);
        LatencyCounts outputTokens = merged(activities, ServiceActivity::timePerOutputToken);
        long firstTokenMillis = telemetry.firstTokenAppendMillis();
        return new SiteAnswer(
                picture.declared().site().map(Site::name).orElse(""),
                rackCounts(picture),
                power,
                serviceCounts(picture),
                replicaCounts(picture),
                tokensPerSecond,
                activities.stream().mapToDouble(ServiceActivity::requestsPerSecond).sum(),
                ServiceAnswers.millis(firstTokens, 0.5),
                ServiceAnswers.millis(firstTokens, 0.95),
                ServiceAnswers.millis(outputTokens, 0.95),
                tokensPerSecond > 0
                        ? ServiceAnswers.rounded(power.drawnWatts() / tokensPerSecond, 1_000)
                        : null,
                firstTokenMillis == 0 ? null : Instant.ofEpochMilli(firstTokenMillis),
                asOf,
                leader(),
                domains);
    }

    /** The power tree, in the site's order. */
    public List<DomainAnswer> domains(FleetPicture picture) throws SQLException {
        Topology plant = picture.plant();
        long[] drawnWatts = new long[plant.domains().size()];
        for (int rack = 0; rack < plant.rackCount(); rack++) {
            long watts = drawnWatts(plant.rack(rack).name());
            for (int domain = plant.rack(rack).powerDomain();
                    domain != PowerDomain.ROOT;
                    domain = plant.domain(domain).parent()) {
                drawnWatts[domain] += watts;
            }
        }
        Optional<GuardInForce> inForce = guard.now();
        List<DomainAnswer> answers = new ArrayList<>();
        for (int domain = 0; domain < drawnWatts.length; domain++) {
            PowerDomain node = plant.domain(domain);
            Optional<DomainReading> meter = facility.domain(node.name());
            long meteredWatts = meter.map(DomainReading::watts).orElse(0L);
            Optional<Long> inForceWatts =
                    inForce.map(
                            it -> it.budgetWatts().getOrDefault(node.name(), node.budgetWatts()));
            long countedWatts = Math.max(meteredWatts, drawnWatts[domain]);
            answers.add(
                    new DomainAnswer(
                            node.name(),
                            node.kind().word(),
                            node.parent() == PowerDomain.ROOT
                                    ? ""
                                    : plant.domain(node.parent()).name(),
                            node.budgetWatts(),
                            picture.committedWattsOfDomain(domain),
                            drawnWatts[domain],
                            meter.map(DomainReading::watts).orElse(null),
                            inForceWatts.orElse(null),
                            inForceWatts
                                    .map(watts -> DomainAnswer.band(countedWatts, watts))
                                    .orElse(null),
                            meter.map(DomainReading::feeds).filter(feeds -> feeds > 0).orElse(null),
                            meter.filter(reading -> reading.feeds() > 0)
                                    .map(DomainReading::feedsPresent)
                                    .orElse(null)));
        }
        return answers;
    }

    /** The coolant loops, in the site's order. */
    public List<LoopAnswer> loops(FleetPicture picture) throws SQLException {
        Topology plant = picture.plant();
        int[] rackCounts = new int[plant.loops().size()];
        plant.racks().forEach(rack -> rackCounts[rack.loop()]++);
        List<Site.Loop> declared =
                picture.declared().site().map(site -> site.spec().loops()).orElse(List.of());
        Optional<GuardInForce> inForce = guard.now();
        List<LoopAnswer> answers = new ArrayList<>();
        for (int loop = 0; loop < declared.size(); loop++) {
            Site.Loop node = declared.get(loop);
            Optional<LoopReading> cdu = facility.loop(node.name());
            answers.add(
                    new LoopAnswer(
                            node.name(),
                            node.hall(),
                            rackCounts[loop],
                            node.heatCapacityWatts(),
                            picture.committedHeatWattsOfLoop(loop),
                            cdu.map(LoopReading::heatWatts).orElse(null),
                            cdu.map(now -> now.supplyMilliCelsius() / 1_000.0).orElse(null),
                            cdu.map(now -> now.returnMilliCelsius() / 1_000.0).orElse(null),
                            cdu.map(now -> now.flowMillilitersPerMinute() / 1_000.0).orElse(null),
                            inForce.map(
                                            it ->
                                                    it.heatCapacityWatts()
                                                            .getOrDefault(
                                                                    node.name(),
                                                                    node.heatCapacityWatts()))
                                    .orElse(null),
                            cdu.map(now -> now.pumpPermille() / 1_000.0).orElse(null)));
        }
        return answers;
    }

    /** What the roots of the power tree may carry. */
    public long budgetWatts(FleetPicture picture) {
        return picture.plant().domains().stream()
                .filter(domain -> domain.parent() == PowerDomain.ROOT)
                .mapToLong(PowerDomain::budgetWatts)
                .sum();
    }

    /** What the roots of the power tree draw: by their meters, or by their racks' readings. */
    public long drawnWatts(FleetPicture picture) throws SQLException {
        return domains(picture).stream()
                .filter(domain -> domain.parent().isEmpty())
                .mapToLong(
                        domain ->
                                domain.meteredWatts() == null
                                        ? domain.drawnWatts()
                                        : domain.meteredWatts())
                .sum();
    }

    private long drawnWatts(String rack) {
        return telemetry.drawWatts(rack);
    }

    /** The sums of the tree's roots: every rack is below exactly one of them. */
    private static PowerSum power(List<DomainAnswer> domains) {
        List<DomainAnswer> roots =
                domains.stream().filter(domain -> domain.parent().isEmpty()).toList();
        return new PowerSum(
                roots.stream().mapToLong(DomainAnswer::committedWatts).sum(),
                roots.stream().mapToLong(DomainAnswer::drawnWatts).sum(),
                roots.stream().mapToLong(DomainAnswer::budgetWatts).sum());
    }

    private RackCounts rackCounts(FleetPicture picture) {
        Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
        int unpowered = 0;
        int cordoned = 0;
        for (StandingRack standing : picture.declared().racks().values()) {
            String name = standing.rack().name();
            if (picture.progressOf(name).orElseThrow().heldWatts() > 0) {
                counts.merge(racks.conditionOf(name).condition(), 1, Integer::sum);
            } else {
                unpowered++;
            }
            cordoned += standing.cordoned() ? 1 : 0;
        }
        return new RackCounts(
                picture.declared().racks().size(),
                counts.getOrDefault(Condition.FRESH, 0),
                counts.getOrDefault(Condition.STALE, 0),
                counts.getOrDefault(Condition.LOST, 0),
                counts.getOrDefault(Condition.BAD, 0),
                unpowered,
                cordoned);
    }

    private static ServiceCounts serviceCounts(FleetPicture picture) {
        Collection<DeclaredService> declared = picture.declared().services().values();
        long satisfied =
                declared.stream()
                        .filter(service -> ServiceAnswers.standing(picture, service).satisfied())
                        .count();
        return new ServiceCounts(declared.size(), (int) satisfied);
    }

    private static ReplicaCounts replicaCounts(FleetPicture picture) {
        int wanted = 0;
        int placed = 0;
        int serving = 0;
        for (DeclaredService service : picture.declared().services().values()) {
            ServiceAnswers.Standing standing = ServiceAnswers.standing(picture, service);
            wanted += standing.wanted();
            placed += standing.placed();
            serving += standing.serving();
        }
        return new ReplicaCounts(wanted, placed, serving);
    }

    private @Nullable LeaderAnswer leader() {
        return ledger.leader()
                .map(l -> new LeaderAnswer(l.holder(), l.epoch(), l.inForce()))
                .orElse(null);
    }

    private static LatencyCounts merged(
            Collection<ServiceActivity> activities,
            Function<ServiceActivity, LatencyCounts> counts) {
        long[] sum = new long[LatencyBuckets.COUNT];
        activities.forEach(activity -> counts.apply(activity).addTo(sum));
        return LatencyCounts.of(0, sum);
    }
}
