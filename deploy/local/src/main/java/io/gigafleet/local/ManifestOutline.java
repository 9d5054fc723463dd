package io.gigafleet.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a stack must know of manifests to start the right processes. Whether they are sound is for
 * {@code ManifestReader} and the control plane to say; they take half a second that a start from
 * known manifests need not spend.
 */
record ManifestOutline(List<String> loops, int racks, int services) {

    private static final int CODE_POINTS_MAX = 16 * 1024 * 1024;

    ManifestOutline {
        loops = List.copyOf(loops);
    }

    /**
     * Reads kinds and loops, and nothing else.
     *
     * @throws StackException if the text is no YAML
     */
    static ManifestOutline of(String yaml) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(CODE_POINTS_MAX);
        List<String> loops = new ArrayList<>();
        int racks = 0;
        int services = 0;
        try {
            for (Object document : new Yaml(new SafeConstructor(limits)).loadAll(yaml)) {
                switch (String.valueOf(field(document, "kind"))) {
                    case "Site" -> loops.addAll(loopNames(field(document, "spec")));
                    case "Rack" -> racks++;
                    case "InferenceService" -> services++;
                    default -> {
                        // Tenants and SKUs start no process.
                    }
                }
            }
        } catch (YAMLException e) {
            throw new StackException("the manifests are no YAML: " + e.getMessage(), e);
        }
        return new ManifestOutline(loops, racks, services);
    }

    private static List<String> loopNames(Object spec) {
        return field(spec, "loops") instanceof List<?> loops
                ? loops.stream().map(loop -> String.valueOf(field(loop, "name"))).toList()
                : List.of();
    }

    private static Object field(Object mapping, String name) {
        return mapping instanceof Map<?, ?> fields
                ? Optional.<Object>ofNullable(fields.get(name)).orElse("")
                : "";
    }
}
