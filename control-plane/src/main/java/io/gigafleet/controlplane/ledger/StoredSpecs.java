package io.gigafleet.controlplane.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.ManifestBinding;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Between a manifest and the JSON of its {@code spec} column. */
@ApplicationScoped
public class StoredSpecs {

    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private static final TypeReference<Map<String, Long>> WATTS = new TypeReference<>() {};

    private final ObjectMapper json;

    public StoredSpecs(ObjectMapper json) {
        this.json = json;
    }

    /** The text of the {@code spec} column. */
    public String text(Manifest manifest) {
        return ManifestBinding.json(manifest).path("spec").toString();
    }

    public Site site(String name, String spec) {
        return (Site) bind("Site", name, spec);
    }

    public Sku sku(String name, String spec) {
        return (Sku) bind("Sku", name, spec);
    }

    public InferenceService service(String name, String spec) {
        return (InferenceService) bind("InferenceService", name, spec);
    }

    public RackDelivery delivery(String name, String spec) {
        return (RackDelivery) bind("RackDelivery", name, spec);
    }

    public Rollout rollout(String name, String spec) {
        return (Rollout) bind("Rollout", name, spec);
    }

    /**
     * A rollout with its labels.
     *
     * @param labels text of the {@code labels} column
     */
    public Rollout rollout(String name, String labels, String spec) {
        return new Rollout(new Metadata(name, labels(labels)), rollout(name, spec).spec());
    }

    /** Watts by rack model, as the database sums them up. */
    Map<String, Long> watts(String text) {
        try {
            return json.readValue(text, WATTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("observed draws are " + text, e);
        }
    }

    /** The labels of a {@code labels} column. */
    Map<String, String> labels(String text) {
        if (text.equals("{}")) {
            return Map.of();
        }
        try {
            return json.readValue(text, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of labels holds " + text, e);
        }
    }

    private Manifest bind(String kind, String name, String spec) {
        ObjectNode document = json.createObjectNode();
        document.putObject("metadata").put("name", name);
        try {
            document.set("spec", json.readTree(spec));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the spec of " + kind + " " + name + " is not JSON", e);
        }
        return ManifestBinding.bind(kind, document);
    }
}
