package io.gigafleet.schemas.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from a document's root to a field: field names and, in lists, indexes.
 *
 * @param steps each a {@link String} (field) or an {@link Integer} (index from 0)
 */
record FieldPath(List<Object> steps) {

    static final FieldPath ROOT = new FieldPath(List.of());

    FieldPath {
        steps = List.copyOf(steps);
    }

    /** Reads the form that {@link #toString()} writes. */
    static FieldPath parse(String text) {
        FieldPath path = ROOT;
        for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split("\\.", -1))) {
            int bracket = part.indexOf('[');
            path = path.field(bracket < 0 ? part : part.substring(0, bracket));
            while (bracket >= 0) {
                int close = part.indexOf(']', bracket);
                path = path.index(Integer.parseInt(part.substring(bracket + 1, close)));
                bracket = part.indexOf('[', close);
            }
        }
        return path;
    }

    FieldPath field(String name) {
        return plus(name);
    }

    FieldPath index(int index) {
        return plus(index);
    }

    private FieldPath plus(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    /** Where the value is, or the nearest value around it if there is none. */
    Position positionIn(YamlNode root) {
        YamlNode node = root;
        for (Object step : steps) {
            YamlNode next = child(node, step);
            if (next == node) {
                return node.at();
            }
            node = next;
        }
        return node.at();
    }

    /** Where the field's name is written, or its value if it has no name. */
    Position namePositionIn(YamlNode root) {
        if (steps.isEmpty() || !(steps.getLast() instanceof String name)) {
            return positionIn(root);
        }
        YamlNode parent = root;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            parent = child(parent, step);
        }
        if (parent instanceof YamlNode.Mapping mapping && mapping.has(name)) {
            return mapping.field(name).nameAt();
        }
        return parent.at();
    }

    private static YamlNode child(YamlNode node, Object step) {
        return switch (node) {
            case YamlNode.Mapping mapping ->
                    step instanceof String name && mapping.has(name)
                            ? mapping.field(name).value()
                            : mapping;
            case YamlNode.Sequence sequence ->
                    step instanceof Integer index && index < sequence.items().size()
                            ? sequence.items().get(index)
                            : sequence;
            case YamlNode.Scalar scalar -> scalar;
        };
    }

    /** As people write it: {@code spec.placement.halls[0]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            switch (step) {
                case Integer index -> text.append('[').append(index).append(']');
                default -> text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
