package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.placement.Demand;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceFleetTest {

    private static final Instance INSTANCE = InstanceGenerator.generate(40, 1, Mix.STD, 1.1);
    private static final InstanceFleet FLEET = InstanceFleet.of(INSTANCE);

    @Test
    void idleFleetHasTheHeadroomOfTheInstance() {
        FleetView view = FLEET.view();
        List<Domain> power =
                INSTANCE.domains().stream()
                        .filter(domain -> domain.kind() != Domain.Kind.CDU)
                        .toList();
        long base = INSTANCE.racks().stream().mapToLong(Rack::baseWatts).sum();

        assertThat(view.topology().domains()).hasSameSizeAs(power);
        PowerDomain site = view.topology().domain(0);
        assertThat(site.parent()).isEqualTo(PowerDomain.ROOT);
        assertThat(site.budgetWatts()).isEqualTo(power.getFirst().budgetWatts() + base);
        for (int rack = 0; rack < INSTANCE.racks().size(); rack++) {
            assertThat(
                            view.topology().rack(rack).peakWatts()
                                    - view.rack(rack).standing().heldWatts())
                    .isEqualTo(INSTANCE.racks().get(rack).budgetWatts());
            assertThat(view.topology().feedsOf(rack)).hasSize(3);
        }
    }

    @Test
    void loopCarriesTheBaseLoadBesideTheBudget() {
        Rack first = INSTANCE.racks().getFirst();
        long base =
                INSTANCE.racks().stream()
                        .filter(rack -> rack.cdu() == first.cdu())
                        .mapToLong(Rack::baseWatts)
                        .sum();

        assertThat(FLEET.view().topology().loop(0).heatCapacityWatts())
                .isEqualTo(INSTANCE.domains().get(first.cdu()).budgetWatts() + base);
        assertThat(FLEET.view().topology().rack(0).heatOf(1_001)).isEqualTo(1_001);
    }

    @Test
    void everyReplicaIsADemandWithItsWatts() {
        assertThat(FLEET.demands()).hasSameSizeAs(INSTANCE.replicas());
        for (int replica = 0; replica < FLEET.demands().size(); replica++) {
            Demand demand = FLEET.demands().get(replica);
            ServiceView service = demand.service();
            Deployment deployment = INSTANCE.deploymentOf(replica);
            assertThat(FLEET.replicaOf(demand)).isEqualTo(replica);
            for (int rack : List.of(0, 39)) {
                assertThat(
                                service.planned()
                                        .aboveIdle(
                                                FLEET.view().topology().rack(rack).sku(),
                                                deployment.accelerators()))
                        .isEqualTo(deployment.wattsPerRack(INSTANCE.racks().get(rack).sku()));
            }
        }
    }

    @Test
    void requiredSkuNamesTheRacksOfThatNumberOnly() {
        for (int replica = 0; replica < FLEET.demands().size(); replica++) {
            Deployment deployment = INSTANCE.deploymentOf(replica);
            List<String> allowed =
                    FLEET.demands().get(replica).service().service().spec().shape().skus();
            if (deployment.requiredSku() == Deployment.ANY_SKU) {
                assertThat(allowed).isEmpty();
            } else {
                assertThat(allowed)
                        .isNotEmpty()
                        .allMatch(name -> name.startsWith("sku" + deployment.requiredSku() + "-"));
            }
        }
    }
}
