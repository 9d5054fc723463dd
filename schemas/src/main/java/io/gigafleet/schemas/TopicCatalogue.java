package io.gigafleet.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The topics of the fleet, read from {@code gigafleet/topics.yaml}, the one place that names them.
 *
 * @param topics in the order of the file
 */
public record TopicCatalogue(List<Topic> topics) {

    private static final String RESOURCE = "/gigafleet/topics.yaml";
    private static final TopicCatalogue BUILT_IN = load();

    /**
     * Only a segment that is closed is compacted, and caps are renewed every few seconds: some 300
     * MB an hour of a gigawatt's would wait in one of the broker's usual size.
     */
    private static final long COMPACTED_SEGMENT_MILLIS = 600_000;

    public TopicCatalogue {
        topics = List.copyOf(topics);
    }

    /** One topic. */
    public record Topic(
            String name, String role, String key, String value, int partitions, Cleanup cleanup) {

        /**
         * The topic's settings as the broker names them, without replication, which is a site's
         * choice.
         */
        public Map<String, String> brokerConfig() {
            Map<String, String> appendTime = Map.of("message.timestamp.type", "LogAppendTime");
            return switch (cleanup) {
                case Cleanup.Compact ignored ->
                        merged(
                                appendTime,
                                Map.of(
                                        "cleanup.policy",
                                        "compact",
                                        "segment.ms",
                                        Long.toString(COMPACTED_SEGMENT_MILLIS)));
                case Cleanup.Delete delete ->
                        merged(
                                appendTime,
                                Map.of(
                                        "cleanup.policy",
                                        "delete",
                                        "retention.ms",
                                        Long.toString(delete.retention().toMillis()),
                                        "segment.ms",
                                        Long.toString(
                                                Math.max(
                                                        60_000,
                                                        delete.retention().toMillis() / 6))));
            };
        }

        private static Map<String, String> merged(
                Map<String, String> one, Map<String, String> other) {
            Map<String, String> all = new TreeMap<>(one);
            all.putAll(other);
            return Map.copyOf(all);
        }
    }

    /** What happens to old records. */
    public sealed interface Cleanup {
        /** Only the newest record of each key stays. */
        record Compact() implements Cleanup {}

        /** Records older than {@code retention} go. */
        record Delete(Duration retention) implements Cleanup {}
    }

    /** The catalogue this build was made with. */
    public static TopicCatalogue builtIn() {
        return BUILT_IN;
    }

    public Topic telemetry() {
        return withRole("telemetry");
    }

    public Topic rackStatus() {
        return withRole("rackStatus");
    }

    public Topic assignments() {
        return withRole("assignments");
    }

    public Topic caps() {
        return withRole("caps");
    }

    public Topic facility() {
        return withRole("facility");
    }

    public Topic loadTarget() {
        return withRole("loadTarget");
    }

    public Topic events() {
        return withRole("events");
    }

    public Topic deadLetters() {
        return withRole("deadLetters");
    }

    private Topic withRole(String role) {
        return topics.stream()
                .filter(topic -> topic.role().equals(role))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        RESOURCE + " has no topic with role '" + role + "'"));
    }

    private static TopicCatalogue load() {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the classpath");
            }
            Map<String, List<Map<String, Object>>> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Topic> topics = new ArrayList<>();
            for (Map<String, Object> entry : file.getOrDefault("topics", List.of())) {
                topics.add(topic(entry));
            }
            return new TopicCatalogue(topics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Topic topic(Map<String, Object> entry) {
        String cleanup = text(entry, "cleanup");
        return new Topic(
                text(entry, "name"),
                text(entry, "role"),
                text(entry, "key"),
                text(entry, "value"),
                Integer.parseInt(text(entry, "partitions")),
                switch (cleanup) {
                    case "compact" -> new Cleanup.Compact();
                    case "delete" -> new Cleanup.Delete(Durations.parse(text(entry, "retention")));
                    default ->
                            throw new IllegalStateException(
                                    RESOURCE
                                            + ": cleanup '"
                                            + cleanup
                                            + "' is neither compact nor delete");
                });
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
