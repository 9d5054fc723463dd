package io.gigafleet.schemas.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into {@link YamlNode}s, from the parser's events, since only those still know where
 * everything was written. Aliases and tags are refused: a manifest says what it means in place, and
 * a small file can't unfold into a large one.
 */
final class YamlParser {

    /** Deepest nesting of lists and blocks. */
    static final int MAX_DEPTH = 24;

    private static final String EMPTY = "";

    private final Iterator<Event> events;
    private final String text;
    private final List<YamlDocuments.Document> documents = new ArrayList<>();
    private final List<ManifestProblem> problems = new ArrayList<>();
    private int documentNumber;

    private YamlParser(String text) {
        this.text = text;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /**
     * Reads all documents, up to the first place that is not YAML.
     *
     * @param maxDocuments how many to read; one more is a problem
     */
    static YamlDocuments parse(String text, int maxDocuments) {
        return new YamlParser(text).documents(maxDocuments);
    }

    private YamlDocuments documents(int maxDocuments) {
        try {
            while (events.hasNext()) {
                if (events.next() instanceof DocumentStartEvent start) {
                    if (++documentNumber > maxDocuments) {
                        report(
                                position(start.getStartMark()),
                                FieldPath.ROOT,
                                "more than " + maxDocuments + " documents",
                                "apply them in several files");
                        break;
                    }
                    document();
                }
            }
        } catch (MarkedYAMLException e) {
            notYaml(e);
        } catch (YAMLException e) {
            notReadable(e);
        }
        return new YamlDocuments(documents, problems);
    }

    private void document() {
        YamlNode root = node(events.next(), FieldPath.ROOT);
        boolean empty =
                root instanceof YamlNode.Scalar scalar
                        && !scalar.quoted()
                        && scalar.json().isNull();
        if (!empty) {
            documents.add(new YamlDocuments.Document(documentNumber, root));
        }
    }

    private YamlNode node(Event event, FieldPath path) {
        refuseTag(event, path);
        Position at = position(event.getStartMark());
        return switch (event) {
            case ScalarEvent scalar ->
                    new YamlNode.Scalar(
                            scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, at);
            case SequenceStartEvent ignored -> sequence(at, path);
            case MappingStartEvent ignored -> mapping(at, path);
            case AliasEvent alias -> {
                report(
                        at,
                        path,
                        "the alias *" + alias.getAnchor() + " is not supported",
                        "write the value out");
                yield new YamlNode.Scalar(EMPTY, true, at);
            }
            default -> throw new IllegalStateException("event " + event + " does not begin a node");
        };
    }

    private YamlNode sequence(Position at, FieldPath path) {
        List<YamlNode> items = new ArrayList<>();
        if (tooDeep(at, path)) {
            return new YamlNode.Sequence(items, at);
        }
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event, path.index(items.size())));
        }
        return new YamlNode.Sequence(items, at);
    }

    private YamlNode mapping(Position at, FieldPath path) {
        Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
        if (tooDeep(at, path)) {
            return new YamlNode.Mapping(fields, at);
        }
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            field(event, path, fields);
        }
        return new YamlNode.Mapping(fields, at);
    }

    private void field(Event event, FieldPath path, Map<String, YamlNode.Field> fields) {
        Position nameAt = position(event.getStartMark());
        if (!(node(event, path) instanceof YamlNode.Scalar name)) {
            report(nameAt, path, "the name of a field must be a word", "write it as name: value");
            node(events.next(), path);
            return;
        }
        FieldPath fieldPath = path.field(name.text());
        YamlNode value = node(events.next(), fieldPath);
        YamlNode.Field earlier = fields.putIfAbsent(name.text(), new YamlNode.Field(nameAt, value));
        if (earlier != null) {
            report(
                    nameAt,
                    fieldPath,
                    "field '" + name.text() + "' is given twice",
                    "remove one; the first is on line " + earlier.nameAt().line());
        }
    }

    /** Skips a block or list that is nested too deeply, and says so. */
    private boolean tooDeep(Position at, FieldPath path) {
        if (path.steps().size() < MAX_DEPTH) {
            return false;
        }
        report(at, path, "nested deeper than " + MAX_DEPTH + " levels", "flatten it");
        int open = 1;
        while (open > 0) {
            Event event = events.next();
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> open++;
                case MappingEnd, SequenceEnd -> open--;
                case Alias,
                        Scalar,
                        Comment,
                        DocumentStart,
                        DocumentEnd,
                        StreamStart,
                        StreamEnd -> {}
            }
        }
        return true;
    }

    private void refuseTag(Event event, FieldPath path) {
        String tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case SequenceStartEvent sequence -> sequence.getTag();
                    case MappingStartEvent mapping -> mapping.getTag();
                    default -> EMPTY;
                };
        if (event instanceof NodeEvent && tag != null && !tag.isEmpty()) {
            report(
                    position(event.getStartMark()),
                    path,
                    "the tag " + tag + " is not supported",
                    "remove it");
        }
    }

    private void notYaml(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        Position at = mark == null ? new Position(1, 1) : position(mark);
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        report(
                at,
                FieldPath.ROOT,
                "not valid YAML: " + context + e.getProblem(),
                text.contains("\t")
                        ? "indent with spaces, never with tabs"
                        : "check indentation, colons and quotes here and on the line above");
    }

    private void notReadable(YAMLException e) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            if (!StreamReader.isPrintable(codePoint)) {
                report(
                        new Position(line, column),
                        FieldPath.ROOT,
                        "the character U+%04X is not allowed in YAML".formatted(codePoint),
                        "remove it; manifests are UTF-8 text");
                return;
            }
            column = codePoint == '\n' ? 1 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
        throw e;
    }

    private void report(Position at, FieldPath path, String message, String hint) {
        problems.add(
                ManifestProblem.at(
                        Math.max(1, documentNumber), at, path.toString(), message, hint));
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
