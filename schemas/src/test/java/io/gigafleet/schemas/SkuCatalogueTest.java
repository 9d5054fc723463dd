package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.manifest.Sku;
import org.junit.jupiter.api.Test;

class SkuCatalogueTest {

    @Test
    void holdsTheFourRackModels() {
        assertThat(SkuCatalogue.builtIn().skus())
                .extracting(Sku::name)
                .containsExactly("gb200-nvl72", "gb300-nvl72", "vera-rubin-nvl72", "groq3-lpx");
    }

    @Test
    void findsAModelByName() {
        Sku sku = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();

        assertThat(sku.spec().accelerators()).isEqualTo(72);
        assertThat(sku.spec().power().peakWatts()).isEqualTo(140_000);
        assertThat(sku.spec().cooling().liquidFraction()).isEqualTo(0.87);
        assertThat(sku.spec().rackWattsPerAcceleratorWatt()).isBetween(1.3, 1.33);
    }

    @Test
    void unknownModelIsNotFound() {
        assertThat(SkuCatalogue.builtIn().find("gb300")).isEmpty();
    }
}
