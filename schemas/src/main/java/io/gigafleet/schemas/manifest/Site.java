package io.gigafleet.schemas.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The fixed plant: halls and rows, the power tree and the coolant loops. One per control plane. */
public record Site(Metadata metadata, Spec spec) implements Manifest {

    /** The parts of a site; each list is in the order the operator wrote. */
    public record Spec(List<Hall> halls, List<Domain> domains, List<Loop> loops) {
        public Spec {
            halls = List.copyOf(halls);
            domains = List.copyOf(domains);
            loops = List.copyOf(loops);
        }
    }

    /**
     * A hall and the names of its rows.
     *
     * @param labels what every rack of the hall has as labels
     * @param rowLabels labels of the racks of a row, by its name; they win over the hall's
     */
    public record Hall(
            String name,
            List<String> rows,
            Map<String, String> labels,
            Map<String, Map<String, String>> rowLabels) {
        public Hall {
            rows = List.copyOf(rows);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            rowLabels = rowLabels == null ? Map.of() : Map.copyOf(rowLabels);
        }

        /** A hall without labels. */
        public Hall(String name, List<String> rows) {
            this(name, rows, Map.of(), Map.of());
        }

        /** The labels of a rack that stands in a row of the hall: the nearest wins. */
        public Map<String, String> labelsOf(String row, Map<String, String> ofRack) {
            Map<String, String> nearest = new HashMap<>(labels);
            nearest.putAll(rowLabels.getOrDefault(row, Map.of()));
            nearest.putAll(ofRack);
            return Map.copyOf(nearest);
        }
    }

    /**
     * A node of the power tree.
     *
     * @param parent name of the domain that feeds this one; empty at the root
     * @param continuousWatts what it carries for ever
     * @param failoverWatts what it carries when its other feed is lost; absent means the same
     */
    public record Domain(
            String name,
            DomainKind kind,
            String parent,
            long continuousWatts,
            OptionalLong failoverWatts) {
        public Domain {
            parent = parent == null ? "" : parent;
            failoverWatts = failoverWatts == null ? OptionalLong.empty() : failoverWatts;
        }
    }

    /** What a power domain feeds. */
    public enum DomainKind {
        SITE,
        HALL,
        ROW,
        PDU;

        /** The word used in manifests and answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A coolant loop and its CDU.
     *
     * @param heatCapacityWatts heat the CDU rejects at design supply temperature
     */
    public record Loop(String name, String hall, long heatCapacityWatts) {}
}
