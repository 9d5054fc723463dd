package io.gigafleet.controlplane.bus;

import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.TopicCatalogue.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Creates the topics of the catalogue that are missing. A topic that exists is never changed: where
 * its partitions or settings differ from the catalogue's, that is logged, since a rack's records
 * keep their order only while its partition stays, and freshness needs the broker's append times.
 */
@Singleton
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private final BusConfig config;
    private final TopicCatalogue catalogue;

    @Inject
    public TopicSetup(BusConfig config) {
        this(config, TopicCatalogue.builtIn());
    }

    TopicSetup(BusConfig config, TopicCatalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
    }

    /**
     * Waits for the broker as long as it takes, then creates what is missing.
     *
     * @throws InterruptedException if the thread is interrupted, as on shutdown
     */
    public void awaitTopics() throws InterruptedException {
        Backoff backoff = new Backoff();
        while (true) {
            try (Admin admin = Admin.create(settings())) {
                ensure(admin);
                return;
            } catch (ExecutionException | KafkaException e) {
                long waitMillis = backoff.nextMillis();
                LOG.warnf(
                        "topics not ready, trying again bootstrapServers=%s waitMillis=%d cause=%s",
                        config.bootstrapServers(), waitMillis, e.getMessage());
                Thread.sleep(waitMillis);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ClientConfig.common(config, "gigafleet-topics");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        return settings;
    }

    private void ensure(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(catalogue.topics().stream().map(Topic::name).toList())
                        .topicNameValues();
        List<Topic> missing = new ArrayList<>();
        List<Topic> existing = new ArrayList<>();
        for (Topic topic : catalogue.topics()) {
            Optional<TopicDescription> description = described(found, topic);
            description.ifPresent(there -> comparePartitions(topic, there));
            (description.isEmpty() ? missing : existing).add(topic);
        }
        compareSettings(admin, existing);
        create(admin, missing.stream().map(this::newTopic).toList());
    }

    private static Optional<TopicDescription> described(
            Map<String, KafkaFuture<TopicDescription>> found, Topic topic)
            throws ExecutionException, InterruptedException {
        KafkaFuture<TopicDescription> answer = found.get(topic.name());
        if (answer == null) {
            throw new IllegalStateException("the broker did not answer for topic " + topic.name());
        }
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void comparePartitions(Topic topic, TopicDescription description) {
        if (description.partitions().size() != topic.partitions()) {
            LOG.errorf(
                    "topic has other partitions than the catalogue; delete it or change the"
                            + " catalogue topic=%s partitions=%d expected=%d",
                    topic.name(), description.partitions().size(), topic.partitions());
        }
    }

    private static void compareSettings(Admin admin, List<Topic> topics)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Config> settings =
                admin.describeConfigs(topics.stream().map(TopicSetup::resource).toList())
                        .all()
                        .get();
        for (Topic topic : topics) {
            Optional.ofNullable(settings.get(resource(topic)))
                    .ifPresent(there -> compareSettings(topic, there));
        }
    }

    private static void compareSettings(Topic topic, Config settings) {
        topic.brokerConfig()
                .forEach(
                        (name, expected) -> {
                            ConfigEntry there = settings.get(name);
                            String value = there == null ? "" : there.value();
                            if (!expected.equals(value)) {
                                LOG.warnf(
                                        "topic setting differs from the catalogue topic=%s"
                                                + " setting=%s value=%s expected=%s",
                                        topic.name(), name, value, expected);
                            }
                        });
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private NewTopic newTopic(Topic topic) {
        Map<String, String> settings = new HashMap<>(topic.brokerConfig());
        if (config.replicationFactor() > 2) {
            settings.put(
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    Integer.toString(config.replicationFactor() - 1));
        }
        return new NewTopic(topic.name(), topic.partitions(), (short) config.replicationFactor())
                .configs(settings);
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<Void>> created = admin.createTopics(missing).values();
        for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
            try {
                topic.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                LOG.infof("topic was created by another plane topic=%s", topic.getKey());
            }
        }
        if (!missing.isEmpty()) {
            LOG.infof(
                    "topics created topics=%s",
                    missing.stream().map(NewTopic::name).collect(Collectors.joining(",")));
        }
    }
}
