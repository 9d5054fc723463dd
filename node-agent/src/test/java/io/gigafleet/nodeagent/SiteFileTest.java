package io.gigafleet.nodeagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.nodeagent.agent.HostedLoop;
import io.gigafleet.nodeagent.agent.HostedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFileTest {

    @TempDir Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("site.yaml");
        Files.writeString(
                file,
                SITE
                        + rack("r2", "gb300-nvl72", "l1")
                        + rack("r1", "gb300-nvl72", "l1")
                        + rack("r3", "vera-rubin-nvl72", "l2"));
    }

    @Test
    void loopsAreReadWithTheirRacksInOrder() throws IOException {
        List<HostedLoop> loops = SiteFile.read(file, List.of("l1")).loops();

        assertThat(loops).hasSize(1);
        assertThat(loops.getFirst().heatCapacityWatts()).isEqualTo(300_000);
        assertThat(loops.getFirst().racks())
                .extracting(HostedLoop.HostedRack::id)
                .containsExactly("r1", "r2");
        assertThat(loops.getFirst().designSupplyCelsius()).isEqualTo(40);
    }

    @Test
    void allLoopsOfTheSiteAreHostedIfNoneIsNamed() throws IOException {
        assertThat(SiteFile.read(file, List.of()).loops())
                .extracting(HostedLoop::name)
                .containsExactly("l1", "l2");
    }

    @Test
    void loopWithoutRacksIsHostedForThoseThatCome() throws IOException {
        Files.writeString(file, SITE);
        HostedSite site = SiteFile.read(file, List.of());

        assertThat(site.racks()).isZero();
        assertThat(site.loops()).extracting(HostedLoop::name).containsExactly("l1", "l2");
        assertThat(site.skus().names()).contains("gb300-nvl72");
    }

    @Test
    void unknownLoopIsNamedWithTheOnesThereAre() {
        assertThatThrownBy(() -> SiteFile.read(file, List.of("l7")))
                .hasMessageContaining("no coolant loop 'l7'")
                .hasMessageContaining("[l1, l2]");
    }

    @Test
    void unknownSkuIsNamedWithTheOnesThereAre() throws IOException {
        Files.writeString(file, SITE + rack("r1", "gb999", "l1"));

        assertThatThrownBy(() -> SiteFile.read(file, List.of("l1")))
                .hasMessageContaining("rack r1 is of SKU 'gb999'")
                .hasMessageContaining("gb300-nvl72");
    }

    @Test
    void unsoundManifestIsNamedWithItsLine() throws IOException {
        Files.writeString(file, SITE.replace("heatCapacityWatts: 300000", "heatCapacity: 300000"));

        assertThatThrownBy(() -> SiteFile.read(file, List.of("l1")))
                .hasMessageContaining("site.yaml:")
                .hasMessageContaining("heatCapacity");
    }

    private static final String SITE =
            """
            apiVersion: gigafleet/v1
            kind: Site
            metadata: {name: test}
            spec:
              halls: [{name: h1, rows: [r1]}]
              domains:
                - {name: site, kind: site, continuousWatts: 750000}
              loops:
                - {name: l1, hall: h1, heatCapacityWatts: 300000}
                - {name: l2, hall: h1, heatCapacityWatts: 400000}
            """;

    private static String rack(String name, String sku, String loop) {
        return """
        ---
        apiVersion: gigafleet/v1
        kind: Rack
        metadata: {name: %s}
        spec: {sku: %s, serial: s-%s, hall: h1, row: r1, position: %s, powerDomain: site, coolantLoop: %s}
        """
                .formatted(name, sku, name, name.substring(1), loop);
    }
}
