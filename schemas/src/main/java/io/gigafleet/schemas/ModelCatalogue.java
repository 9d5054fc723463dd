package io.gigafleet.schemas;

import io.gigafleet.schemas.manifest.InferenceService.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Constants of well-known models, read from {@code gigafleet/models.yaml}, which names the source
 * of each.
 *
 * @param models in the order of the file
 */
public record ModelCatalogue(List<Model> models) {

    private static final String RESOURCE = "/gigafleet/models.yaml";
    private static final ModelCatalogue BUILT_IN = load();

    public ModelCatalogue {
        models = List.copyOf(models);
    }

    /**
     * One model.
     *
     * @param parametersActive parameters one token passes through; equal to the total if dense
     * @param keyValueBytesPerToken attention state one token keeps while its request runs, over all
     *     accelerators of a replica
     */
    public record Model(
            String name,
            double parametersTotal,
            double parametersActive,
            Precision precision,
            long keyValueBytesPerToken,
            String source) {
        public Model {
            if (parametersActive <= 0 || parametersActive > parametersTotal) {
                throw new IllegalArgumentException(
                        "parametersActive of "
                                + name
                                + " is "
                                + parametersActive
                                + ": it must be above 0 and at most parametersTotal, "
                                + parametersTotal);
            }
            if (keyValueBytesPerToken <= 0) {
                throw new IllegalArgumentException(
                        "keyValueBytesPerToken of "
                                + name
                                + " is "
                                + keyValueBytesPerToken
                                + ": it must be above 0");
            }
        }
    }

    /** The catalogue this build was made with. */
    public static ModelCatalogue builtIn() {
        return BUILT_IN;
    }

    /** The model of that name, if the catalogue knows it. */
    public Optional<Model> named(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    private static ModelCatalogue load() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the classpath");
            }
            Map<String, List<Map<String, Object>>> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Model> models = new ArrayList<>();
            for (Map<String, Object> entry : file.getOrDefault("models", List.of())) {
                models.add(model(entry));
            }
            return new ModelCatalogue(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Model model(Map<String, Object> entry) {
        return new Model(
                text(entry, "name"),
                Double.parseDouble(text(entry, "parametersTotal")),
                Double.parseDouble(text(entry, "parametersActive")),
                Precision.valueOf(text(entry, "precision").toUpperCase(Locale.ROOT)),
                Long.parseLong(text(entry, "keyValueBytesPerToken")),
                text(entry, "source"));
    }

    private static String text(Map<String, Object> entry, String field) {
        return Optional.ofNullable(entry.get(field))
                .map(Object::toString)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        RESOURCE + ": " + entry + " has no " + field));
    }
}
