package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas 0 and 1 take 4 accelerators, 2 takes all 8 of SKU 1, 3 takes 2 of SKU 0. */
class InstanceCheckTest {

    @TempDir private static Path directory = Path.of("");

    private static InstanceCheck.Checked check(SmallInstance files, Map<Integer, List<Integer>> at)
            throws IOException {
        Instance instance = files.read();
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        at.forEach(placed::place);
        return InstanceCheck.check(instance, placed);
    }

    private static SmallInstance small() {
        return new SmallInstance(directory);
    }

    @Test
    void soundPlanIsCountedAndHasNoViolation() throws IOException {
        InstanceCheck.Checked checked =
                check(small(), Map.of(0, List.of(0), 1, List.of(2), 2, List.of(3), 3, List.of(1)));

        assertThat(checked.violations()).isEmpty();
        assertThat(checked.placed()).isEqualTo(4);
        assertThat(checked.accelerators()).isEqualTo(18);
        assertThat(checked.weighted()).isEqualTo(4 * 2 + 4 * 2 + 8 + 2 * 4);
    }

    @Test
    void rackTakesNoMoreAcceleratorsThanItHas() throws IOException {
        assertThat(check(small(), Map.of(1, List.of(2), 2, List.of(2))).violations())
                .containsEntry("accelerators", 1);
    }

    @Test
    void rackTakesNoMoreWattsThanItsBudget() throws IOException {
        SmallInstance files = small().with("racks.csv", 2, "10,0,8,0,0,0,1000,7999");

        assertThat(check(files, Map.of(0, List.of(0), 1, List.of(0))).violations())
                .isEqualTo(Map.of("rack power", 1));
    }

    @Test
    void everyDomainKeepsItsBudget() throws IOException {
        SmallInstance files =
                small().with("domains.csv", 2, "site,0,,7999")
                        .with("domains.csv", 3, "hall,0,0,7999")
                        .with("domains.csv", 4, "row,0,0,7999")
                        .with("domains.csv", 6, "cdu,0,0,7999");

        assertThat(check(files, Map.of(0, List.of(0), 1, List.of(1))).violations())
                .isEqualTo(
                        Map.of("SITE power", 1, "HALL power", 1, "ROW power", 1, "CDU power", 1));
    }

    @Test
    void replicaStaysOnTheSkuItNeeds() throws IOException {
        assertThat(check(small(), Map.of(2, List.of(0))).violations()).isEqualTo(Map.of("sku", 1));
    }

    @Test
    void rowTakesNoMoreOfADeploymentThanAllowed() throws IOException {
        SmallInstance files =
                small().with("requests.csv", 2, "100,0,chat,4,1000,1200,-1,1,1,0")
                        .with("requests.csv", 3, "101,0,chat,4,1000,1200,-1,1,1,0");

        assertThat(check(files, Map.of(0, List.of(0), 1, List.of(1))).violations())
                .isEqualTo(Map.of("spread", 1));
    }

    @Test
    void tenantHoldsNoMoreThanItsQuota() throws IOException {
        SmallInstance files = small().with("tenants.csv", 3, "1,1");

        assertThat(check(files, Map.of(3, List.of(0))).violations()).isEqualTo(Map.of("quota", 1));
    }

    @Test
    void gangIsWholeRacksOfOneRow() throws IOException {
        Instance instance = InstanceGenerator.generate(64, 5, Mix.GANG, 1.1);
        int gang = 0;
        while (instance.deploymentOf(gang).racks() != 2) {
            gang++;
        }
        int required = instance.deploymentOf(gang).requiredSku();
        assertThat(required).isEqualTo(Deployment.ANY_SKU);
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());

        placed.place(gang, List.of(0, 1));
        assertThat(InstanceCheck.check(instance, placed).violations()).isEmpty();

        placed.place(gang, List.of(0, 63));
        assertThat(InstanceCheck.check(instance, placed).violations())
                .isEqualTo(Map.of("gang in one row", 1));

        placed.place(gang, List.of(0));
        assertThat(InstanceCheck.check(instance, placed).violations())
                .isEqualTo(Map.of("racks", 1));

        placed.place(gang, List.of(0, 0));
        assertThat(InstanceCheck.check(instance, placed).violations()).containsKey("racks");
    }
}
