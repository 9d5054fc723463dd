package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.manifest.InferenceService.Precision;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {

    @Test
    void everyModelHasASourceAndANameOfItsOwn() {
        assertThat(ModelCatalogue.builtIn().models())
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.source()).isNotBlank())
                .extracting(ModelCatalogue.Model::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void deepseekIsAsItsConfigurationSays() {
        ModelCatalogue.Model deepseek =
                ModelCatalogue.builtIn().named("deepseek-v3.1").orElseThrow();

        assertThat(deepseek.parametersTotal()).isEqualTo(671e9);
        assertThat(deepseek.parametersActive()).isEqualTo(37e9);
        assertThat(deepseek.precision()).isEqualTo(Precision.FP8);
        assertThat(deepseek.keyValueBytesPerToken()).isEqualTo(61 * (512 + 64) * 2);
    }

    @Test
    void unknownModelIsNotFound() {
        assertThat(ModelCatalogue.builtIn().named("house-model")).isEmpty();
    }

    @Test
    void impossibleConstantsAreMistakes() {
        assertThatThrownBy(() -> new ModelCatalogue.Model("m", 1e9, 2e9, Precision.FP8, 1, "here"))
                .hasMessageContaining("parametersActive of m");
        assertThatThrownBy(() -> new ModelCatalogue.Model("m", 2e9, 1e9, Precision.FP8, 0, "here"))
                .hasMessageContaining("keyValueBytesPerToken of m");
    }
}
