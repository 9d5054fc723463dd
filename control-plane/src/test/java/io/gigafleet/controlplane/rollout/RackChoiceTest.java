package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which racks a rollout is for. */
class RackChoiceTest {

    private static final Topology PLANT = new TestFleet().rows(2, 2).topology();
    private static final List<RackIdentity> IDENTITIES =
            List.of(
                    new RackIdentity("s0", 1, "", ""),
                    new RackIdentity("s1", 2, "dock-1", "w44"),
                    new RackIdentity("s2", 1, "dock-1", "w45"),
                    new RackIdentity("s3", 2, "dock-2", "w45"));

    private static List<String> chosen(String racks) {
        String manifest =
                """
                apiVersion: gigafleet/v1
                kind: Rollout
                metadata: {name: first}
                spec: {kind: commission, canary: 1, racks: {%s}}
                """
                        .formatted(racks);
        Manifest read =
                ((ManifestReading.Accepted) ManifestReader.read(manifest))
                        .manifests()
                        .getFirst()
                        .manifest();
        return RackChoice.of(((Rollout) read).spec(), PLANT, IDENTITIES);
    }

    @Test
    void deliveryChoosesItsRacksAndNoOthers() {
        assertThat(chosen("delivery: dock-1")).containsExactly("r1", "r2");
    }

    @Test
    void namesComeInTheOrderOfThePlantAndUnknownOnesArePassedOver() {
        assertThat(chosen("names: [r3, r9, r0]")).containsExactly("r0", "r3");
    }

    @Test
    void rowsChooseAllTheirRacks() {
        assertThat(chosen("rows: [row-1]")).containsExactly("r2", "r3");
    }

    @Test
    void skusNarrowTheChoice() {
        assertThat(chosen("rows: [row-0], skus: [gb200-nvl72]")).isEmpty();
        assertThat(chosen("rows: [row-0], skus: [gb300-nvl72]")).containsExactly("r0", "r1");
    }
}
