package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes manifests in the form that {@link ManifestReader} takes: what is read and written again
 * means the same. What is empty or absent is left out.
 */
public final class ManifestWriter {

    private ManifestWriter() {}

    /** The manifest as JSON: {@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}. */
    public static ObjectNode toJson(Manifest manifest) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", Manifest.API_VERSION);
        document.put("kind", manifest.kind());
        document.setAll(ManifestBinding.json(manifest));
        return document;
    }

    /** The manifests as documents of one YAML text. */
    public static String toYaml(List<? extends Manifest> manifests) {
        return YamlText.ofAll(manifests.stream().map(ManifestWriter::toJson).toList());
    }
}
