package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import java.util.List;
import java.util.OptionalLong;

/**
 * What operators want, as of one revision.
 *
 * @param revision the specs' revision; a decision made on it is refused once there is a newer one
 * @param site name of the site; empty before one is applied
 * @param orders what operators have said of each rack, by its index in the topology
 * @param services in order of name
 * @param identities what is written on each rack, by its index in the topology
 * @param rollouts in order of name
 */
public record Specs(
        long revision,
        String site,
        Topology topology,
        List<RackOrders> orders,
        List<ServiceView> services,
        List<RackIdentity> identities,
        List<OrderedRollout> rollouts) {

    /** Before anything was loaded; every ledger is newer. */
    public static final Specs NONE =
            new Specs(-1, "", Topology.EMPTY, List.of(), List.of(), List.of(), List.of());

    public Specs {
        orders = List.copyOf(orders);
        services = List.copyOf(services);
        identities = List.copyOf(identities);
        rollouts = List.copyOf(rollouts);
    }

    /** The same at another revision, with these services. */
    Specs at(long nextRevision, List<ServiceView> nextServices) {
        return new Specs(nextRevision, site, topology, orders, nextServices, identities, rollouts);
    }

    /** The same racks within other limits. */
    public Specs within(Topology limits) {
        return new Specs(revision, site, limits, orders, services, identities, rollouts);
    }

    /**
     * What operators have said of one rack.
     *
     * @param clearTrip id of the trip to clear; empty: none
     */
    public record RackOrders(
            boolean cordoned, boolean draining, OptionalLong capWatts, String clearTrip) {}
}
