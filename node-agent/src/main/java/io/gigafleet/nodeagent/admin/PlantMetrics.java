package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.MetricsText.Kind;
import io.gigafleet.nodeagent.bus.BusHealth;
import io.gigafleet.nodeagent.facility.PlantHost;
import io.gigafleet.nodeagent.plant.Feeder;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The plant's meters and the process's own counters as Prometheus metrics. */
final class PlantMetrics {

    private final MetricsText text = new MetricsText();
    private final List<Feeder> feeders;

    private PlantMetrics(List<Feeder> feeders) {
        this.feeders = feeders;
    }

    static String of(PlantHost host, BusHealth bus) {
        return host.read(tree -> new PlantMetrics(tree.feeders()).write(host, bus));
    }

    private String write(PlantHost host, BusHealth bus) {
        gauge("gigafleet_plant_power_watts", "Power through the domain's feeder.", Feeder::watts);
        gauge(
                "gigafleet_plant_budget_watts",
                "What the feeds that are present carry for ever.",
                Feeder::budgetWatts);
        gauge(
                "gigafleet_plant_feeds_present",
                "Feeds that bring power, of two.",
                Feeder::feedsPresent);
        energy();
        wear(feeder -> feeder.breaker().wear());
        single("gigafleet_plant_racks", Kind.GAUGE, "Racks metered.", host.draws().racks());
        single(
                "gigafleet_plant_records_refused_total",
                Kind.COUNTER,
                "Records of racks that hang on no domain of the site.",
                host.draws().refused());
        single(
                "gigafleet_plant_published_total",
                Kind.COUNTER,
                "Records the brokers acknowledged.",
                bus.publishedCount());
        single(
                "gigafleet_plant_brokers_connected",
                Kind.GAUGE,
                "1 while the brokers answer.",
                bus.isConnected() ? 1 : 0);
        return text.toString();
    }

    private void gauge(String name, String help, ToLongFunction<Feeder> value) {
        text.metric(name, Kind.GAUGE, help);
        for (Feeder feeder : feeders) {
            text.sample(name, Map.of("domain", feeder.name()), value.applyAsLong(feeder));
        }
    }

    private void energy() {
        String name = "gigafleet_plant_energy_joules_total";
        text.metric(name, Kind.COUNTER, "Energy through the domain's feeder since the start.");
        for (Feeder feeder : feeders) {
            text.sample(name, Map.of("domain", feeder.name()), feeder.energyJoules());
        }
    }

    private void wear(ToDoubleFunction<Feeder> value) {
        String name = "gigafleet_plant_breaker_wear_ratio";
        text.metric(name, Kind.GAUGE, "Share of what the breaker bears; at 1 it opens.");
        for (Feeder feeder : feeders) {
            text.sample(name, Map.of("domain", feeder.name()), value.applyAsDouble(feeder));
        }
    }

    private void single(String name, Kind kind, String help, long value) {
        text.metric(name, kind, help).sample(name, Map.of(), value);
    }
}
