package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.PlannedWatts;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One week under one policy. A step: requests are served at the clocks the last one left; physics
 * moves by seconds; the guard looks. Every minute, and every ten seconds where something happens,
 * the desk decides; every minute services are scaled.
 */
final class WeekSimulation {

    private static final int CYCLE_SECONDS = 60;
    private static final int EVENTFUL_CYCLE_SECONDS = 10;
    private static final int MINUTE_SECONDS = 60;

    private final Week week;
    private final Policy policy;
    private final Topology topology;
    private final List<ServedService> services;
    private final Tally tally;
    private final Hall hall;
    private final Traffic traffic;
    private final Autoscale autoscale;
    private final Desk desk;
    private final DrawSamples samples;
    private final Optional<GuardPost> guard;
    private final int[] wanted;
    private final Set<String> preemptible = new HashSet<>();

    WeekSimulation(Week week, Policy policy) {
        this.week = week;
        this.policy = policy;
        topology = week.topology();
        Sku sku = topology.rack(0).sku();
        services = Workload.of(sku, week.racks(), policy.planning(week.marginPercent()));
        tally = new Tally(services);
        hall = new Hall(topology, week.mishaps(), tally, week.seed());
        OfferedLoad load = OfferedLoad.of(week.trace(), services, week.seconds(), week.seed());
        traffic = new Traffic(services, load, hall, tally);
        autoscale = new Autoscale(services);
        desk = new Desk(topology, hall, tally, policy, services);
        samples = new DrawSamples(topology);
        guard =
                policy.hasGuard()
                        ? Optional.of(new GuardPost(topology, hall, tally, week.seed()))
                        : Optional.empty();
        wanted = new int[services.size()];
        for (int service = 0; service < wanted.length; service++) {
            wanted[service] = autoscale.wanted(service, load.perSecond(service, 0), 0);
            if (services.get(service).isPreemptible()) {
                preemptible.add(services.get(service).name());
            }
        }
    }

    Tally tally() {
        return tally;
    }

    Traffic traffic() {
        return traffic;
    }

    Hall hall() {
        return hall;
    }

    Map<String, Long> observedWatts() {
        return samples.wattsPerAccelerator();
    }

    List<ServedService> services() {
        return services;
    }

    /** Runs it to the end. */
    PolicyResult run() {
        int second = 0;
        while (second < week.seconds()) {
            int step = Math.min(week.stepSeconds(second), week.seconds() - second);
            if (second % (step == 1 ? EVENTFUL_CYCLE_SECONDS : CYCLE_SECONDS) == 0) {
                decide(second);
            }
            traffic.serve(second, step);
            for (int at = second; at < second + step; at++) {
                hall.step();
                count(at);
            }
            second += step;
            int now = second;
            guard.ifPresent(post -> post.look(now));
            if (second % MINUTE_SECONDS == 0) {
                endMinute();
            }
        }
        return PolicyResult.of(policy, week, this);
    }

    private void decide(int second) {
        desk.cycle(
                second,
                views(),
                guard.map(GuardPost::standing).orElseGet(() -> GuardStanding.calm(topology)));
        guard.ifPresent(post -> post.committed(desk.replicas(), this::isPreemptible));
    }

    private boolean isPreemptible(Replica replica) {
        return preemptible.contains(replica.service());
    }

    private List<ServiceView> views() {
        TenantQuota all = TenantQuota.of(week.racks() * topology.rack(0).accelerators());
        List<ServiceView> views = new ArrayList<>();
        for (int service = 0; service < wanted.length; service++) {
            views.add(
                    new ServiceView(
                            services.get(service).manifest(),
                            wanted[service],
                            all,
                            planned(services.get(service))));
        }
        return views;
    }

    private PlannedWatts planned(ServedService service) {
        if (!policy.plansWatts()) {
            return (sku, accelerators) -> 0;
        }
        return switch (service.manifest().spec().power().planning()) {
            case NAMEPLATE -> new PlannedWatts.Declared(service.manifest().spec().power());
            case PREDICTED -> samples.planned(service.manifest());
        };
    }

    private void count(int second) {
        tally.racks(second, hall.racks());
        for (int domain = 0; domain < topology.domains().size(); domain++) {
            double budgetWatts = topology.domain(domain).budgetWatts();
            switch (topology.domain(domain).kind()) {
                case SITE -> tally.site(hall.domainWatts(domain), budgetWatts);
                case ROW -> tally.row(second, hall.domainWatts(domain), budgetWatts);
                case HALL, PDU -> {}
            }
        }
    }

    private void endMinute() {
        samples.minute(desk.replicas(), hall.racks());
        hall.racks().forEach(HallRack::beginMinute);
        for (int service = 0; service < wanted.length; service++) {
            wanted[service] =
                    autoscale.wanted(service, traffic.endMinute(service), traffic.waiting(service));
        }
    }
}
