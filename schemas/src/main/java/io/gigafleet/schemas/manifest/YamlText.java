package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes JSON as YAML that {@link ManifestReader} takes: block style, quotes only where needed. */
public final class YamlText {

    private static final int LINE_WIDTH = 120;

    private YamlText() {}

    /** One document, without a {@code ---} before it. */
    public static String of(JsonNode json) {
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setWidth(LINE_WIDTH);
        style.setSplitLines(false);
        style.setIndicatorIndent(2);
        style.setIndentWithIndicator(true);
        Yaml yaml =
                new Yaml(
                        new SafeConstructor(new LoaderOptions()),
                        new NumberStyle(style),
                        style,
                        new LoaderOptions(),
                        new CoreSchema());
        return yaml.dump(plain(json));
    }

    /** Several documents, each but the first after a {@code ---}. */
    public static String ofAll(List<? extends JsonNode> documents) {
        return String.join("---\n", documents.stream().map(YamlText::of).toList());
    }

    private static Object plain(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                json.properties()
                        .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                json.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.isIntegralNumber() ? json.bigIntegerValue() : json.doubleValue();
            case NULL, MISSING -> Absent.ABSENT;
            case STRING, BINARY, POJO -> json.asText();
        };
    }

    /** Stands for null, since values here are never null. */
    private enum Absent {
        ABSENT
    }

    private static final class NumberStyle extends Representer {
        NumberStyle(DumperOptions style) {
            super(style);
            representers.put(
                    Double.class,
                    value -> representScalar(Tag.FLOAT, YamlScalars.write((Double) value)));
            representers.put(Absent.class, value -> representScalar(Tag.NULL, "null"));
        }
    }

    /**
     * Makes the writer quote what the reader would otherwise take for a number or a truth value.
     */
    private static final class CoreSchema extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            if (kind != NodeId.scalar || !implicit) {
                return super.resolve(kind, value, implicit);
            }
            return switch (YamlScalars.read(value).getNodeType()) {
                case NULL -> Tag.NULL;
                case BOOLEAN -> Tag.BOOL;
                case NUMBER -> Tag.FLOAT;
                default -> Tag.STR;
            };
        }
    }
}
