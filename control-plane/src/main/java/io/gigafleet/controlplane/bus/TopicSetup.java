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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Creates the topics of the catalogue that are missing. A topic that exists is never changed: where
 * its partitions differ from the catalogue's, that is logged, since a rack's records keep their
 * order only while its partition stays.
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
        List<NewTopic> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(catalogue.topics().stream().map(Topic::name).toList())
                        .topicNameValues();
        for (Topic topic : catalogue.topics()) {
            Optional<TopicDescription> description = described(found, topic);
            if (description.isEmpty()) {
                missing.add(newTopic(topic));
            } else {
                compare(topic, description.get());
            }
        }
        create(admin, missing);
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

    private static void compare(Topic topic, TopicDescription description) {
        if (description.partitions().size() != topic.partitions()) {
            LOG.errorf(
                    "topic has other partitions than the catalogue; delete it or change the"
                            + " catalogue topic=%s partitions=%d expected=%d",
                    topic.name(), description.partitions().size(), topic.partitions());
        }
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
