package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.NamedPlant;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedDomain;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedRack;
import io.gigafleet.controlplane.fleet.ObservedWatts;
import io.gigafleet.controlplane.fleet.PlannedWatts;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Specs.RackOrders;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.InferenceService.PowerPlanning;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Reads what operators want, all of it from one snapshot of the database. */
@ApplicationScoped
public class SpecReader {

    private static final String REVISION = "select spec_revision from ledger_head";
    private static final String PLANT_REVISION = "select plant_revision from ledger_head";
    private static final String SITE = "select name, spec from site";
    private static final String DOMAINS =
            "select name, kind, parent, continuous_watts, coalesce(failover_watts,"
                    + " continuous_watts) from power_domain order by ordinal, name";
    private static final String LOOPS =
            "select name, heat_capacity_watts from coolant_loop order by ordinal, name";
    private static final String SKUS = "select name, spec from sku";
    private static final String RACKS =
            """
            select name, sku, hall, rack_row, power_domain, coolant_loop,
                   cordoned, draining, cap_watts, clear_trip,
                   serial, position, delivery, batch, labels
              from rack order by hall, rack_row, position, name
            """;
    private static final String SERVICES =
            """
            select service.name, service.spec, tenant.accelerator_quota, tenant.borrow_limit,
                   (select jsonb_object_agg(sku, watts_per_accelerator) from observed_draw
                     where observed_draw.service = service.name)
              from service join tenant on tenant.name = service.tenant
             where service.name in (select name from service where revision > %1$d
                                    union all
                                    select service from observed_draw where revision > %1$d)
             order by service.name
            """;
    private static final String SERVICE_NAMES = "select name from service order by name";
    private static final String ROLLOUTS =
            """
            select name, labels, spec, held, resumes, approvals, aborted, order_reason
              from rollout order by name
            """;
    private static final String RACK_ORDERS =
            "select rollout, rack, retries, skipped, reason from rollout_rack_order";

    private final DataSource database;
    private final StoredSpecs stored;

    public SpecReader(DataSource database, StoredSpecs stored) {
        this.database = database;
        this.stored = stored;
    }

    /** The revision of the newest change to the specs. */
    public long revision() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return revision(connection);
        }
    }

    /** The specs as they are now. */
    public Specs read() throws SQLException {
        return readAfter(Specs.NONE);
    }

    /**
     * The specs as they are now, read again only as far as they changed: if nothing but services
     * did, everything else is what it was.
     */
    public Specs readAfter(Specs known) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return read(connection, known);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private Specs read(Connection connection, Specs known) throws SQLException {
        long revision = revision(connection);
        long plantRevision = Rows.of(connection, PLANT_REVISION, row -> row.getLong(1)).getFirst();
        boolean isPlantKnown =
                known.revision() >= Math.max(plantRevision, 0) && known.revision() <= revision;
        return isPlantKnown
                ? known.at(revision, services(connection, known))
                : readAll(connection, revision, known.topology());
    }

    private List<ServiceView> services(Connection connection, Specs known) throws SQLException {
        Map<String, ServiceView> services = new HashMap<>();
        known.services().forEach(service -> services.put(service.name(), service));
        Rows.of(connection, SERVICES.formatted(known.revision()), this::service)
                .forEach(service -> services.put(service.name(), service));
        return Rows.of(connection, SERVICE_NAMES, row -> row.getString(1)).stream()
                .map(name -> Objects.requireNonNull(services.get(name), name))
                .toList();
    }

    private Specs readAll(Connection connection, long revision, Topology known)
            throws SQLException {
        List<Site> sites =
                Rows.of(connection, SITE, row -> stored.site(row.getString(1), row.getString(2)));
        List<NamedDomain> domains = Rows.of(connection, DOMAINS, SpecReader::domain);
        List<CoolantLoop> loops =
                Rows.of(
                        connection,
                        LOOPS,
                        row -> new CoolantLoop(row.getString(1), row.getLong(2)));
        Map<String, Sku> skus = new HashMap<>();
        Rows.of(connection, SKUS, row -> stored.sku(row.getString(1), row.getString(2)))
                .forEach(sku -> skus.put(sku.name(), sku));
        List<RackRow> racks = Rows.of(connection, RACKS, this::rack);
        List<ServiceView> services = Rows.of(connection, SERVICES.formatted(-1), this::service);
        Topology topology = topology(domains, loops, skus, labelled(racks, sites));
        return new Specs(
                revision,
                sites.isEmpty() ? "" : sites.getFirst().name(),
                known.equals(topology) ? known : topology, // what was worked out of it stays valid
                racks.stream().map(RackRow::orders).toList(),
                services,
                racks.stream().map(RackRow::identity).toList(),
                rollouts(connection));
    }

    /** The racks with the labels of their rows and halls, where they have none of their own. */
    private static List<RackRow> labelled(List<RackRow> racks, List<Site> sites) {
        Map<String, Site.Hall> halls = new HashMap<>();
        sites.forEach(site -> site.spec().halls().forEach(hall -> halls.put(hall.name(), hall)));
        return racks.stream()
                .map(
                        rack -> {
                            Site.Hall hall = halls.get(rack.hall());
                            return hall == null
                                    ? rack
                                    : rack.with(hall.labelsOf(rack.row(), rack.labels()));
                        })
                .toList();
    }

    private List<OrderedRollout> rollouts(Connection connection) throws SQLException {
        Map<String, Map<String, RackOrder>> rackOrders = new HashMap<>();
        Rows.of(connection, RACK_ORDERS, SpecReader::rackOrder)
                .forEach(
                        ordered ->
                                rackOrders
                                        .computeIfAbsent(
                                                ordered.rollout(), ignored -> new HashMap<>())
                                        .put(ordered.rack(), ordered.order()));
        return Rows.of(
                connection,
                ROLLOUTS,
                row ->
                        new OrderedRollout(
                                stored.rollout(
                                        row.getString(1), row.getString(2), row.getString(3)),
                                new Orders(
                                        row.getBoolean(4),
                                        row.getInt(5),
                                        row.getInt(6),
                                        row.getBoolean(7),
                                        row.getString(8)),
                                rackOrders.getOrDefault(row.getString(1), Map.of())));
    }

    private record OrderedRack(String rollout, String rack, RackOrder order) {}

    private static OrderedRack rackOrder(ResultSet row) throws SQLException {
        return new OrderedRack(
                row.getString(1),
                row.getString(2),
                new RackOrder(row.getInt(3), row.getBoolean(4), row.getString(5)));
    }

    private static Topology topology(
            List<NamedDomain> domains,
            List<CoolantLoop> loops,
            Map<String, Sku> skus,
            List<RackRow> racks) {
        return new NamedPlant(
                        domains,
                        loops,
                        racks.stream()
                                .map(
                                        rack ->
                                                new NamedRack(
                                                        rack.name(),
                                                        Objects.requireNonNull(
                                                                skus.get(rack.sku()), rack.sku()),
                                                        rack.hall(),
                                                        rack.row(),
                                                        rack.powerDomain(),
                                                        rack.coolantLoop(),
                                                        rack.labels()))
                                .toList())
                .topology();
    }

    private static NamedDomain domain(ResultSet row) throws SQLException {
        return new NamedDomain(
                row.getString(1),
                DomainKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                Objects.requireNonNullElse(row.getString(3), ""),
                row.getLong(4),
                row.getLong(5));
    }

    private record RackRow(
            String name,
            String sku,
            String hall,
            String row,
            String powerDomain,
            String coolantLoop,
            RackOrders orders,
            RackIdentity identity,
            Map<String, String> labels) {
        RackRow with(Map<String, String> next) {
            return new RackRow(
                    name, sku, hall, row, powerDomain, coolantLoop, orders, identity, next);
        }
    }

    private RackRow rack(ResultSet row) throws SQLException {
        long capWatts = row.getLong(9);
        OptionalLong cap = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(capWatts);
        return new RackRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                new RackOrders(row.getBoolean(7), row.getBoolean(8), cap, row.getString(10)),
                new RackIdentity(
                        row.getString(11),
                        row.getInt(12),
                        Objects.requireNonNullElse(row.getString(13), ""),
                        row.getString(14)),
                stored.labels(row.getString(15)));
    }

    /** Until autoscale decides, a service has its least number of replicas. */
    private ServiceView service(ResultSet row) throws SQLException {
        InferenceService service = stored.service(row.getString(1), row.getString(2));
        InferenceService.Power power = service.spec().power();
        String draws = row.getString(5);
        return new ServiceView(
                service,
                service.spec().replicas().min(),
                new TenantQuota(row.getInt(3), row.getInt(4)),
                power.planning() == PowerPlanning.NAMEPLATE || draws == null
                        ? new PlannedWatts.Declared(power)
                        : new ObservedWatts(power, stored.watts(draws)));
    }

    private static long revision(Connection connection) throws SQLException {
        return Rows.of(connection, REVISION, row -> row.getLong(1)).getFirst();
    }
}
