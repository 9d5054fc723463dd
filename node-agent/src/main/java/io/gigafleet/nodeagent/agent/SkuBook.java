package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rack models this agent knows: those of the product, and those of the site's manifests. */
public record SkuBook(Map<String, Sku.Spec> specs) {

    public SkuBook {
        specs = Map.copyOf(specs);
    }

    /** The built-in catalogue, with some overridden or added. */
    public static SkuBook with(List<Sku> overrides) {
        Map<String, Sku.Spec> specs = new TreeMap<>();
        SkuCatalogue.builtIn().skus().forEach(sku -> specs.put(sku.name(), sku.spec()));
        overrides.forEach(sku -> specs.put(sku.name(), sku.spec()));
        return new SkuBook(specs);
    }

    public Optional<Sku.Spec> find(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    /** The first name, in the alphabet's order, of a model made so; empty: it has none. */
    String nameOf(Sku.Spec spec) {
        return names().stream().filter(name -> spec.equals(specs.get(name))).findFirst().orElse("");
    }

    public SortedSet<String> names() {
        return new TreeSet<>(specs.keySet());
    }
}
