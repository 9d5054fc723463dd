package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.TopicCatalogue.Cleanup;
import io.gigafleet.schemas.TopicCatalogue.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.builtIn();

    @Test
    void everyRoleHasItsTopic() {
        assertThat(
                        List.of(
                                CATALOGUE.telemetry(),
                                CATALOGUE.rackStatus(),
                                CATALOGUE.assignments(),
                                CATALOGUE.caps(),
                                CATALOGUE.facility(),
                                CATALOGUE.loadTarget(),
                                CATALOGUE.events(),
                                CATALOGUE.deadLetters()))
                .containsExactlyElementsOf(CATALOGUE.topics());
    }

    @Test
    void namesAreUniqueAndHaveThePrefix() {
        assertThat(CATALOGUE.topics())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("gigafleet."));
    }

    @Test
    void desiredStateIsCompacted() {
        assertThat(List.of(CATALOGUE.assignments(), CATALOGUE.caps(), CATALOGUE.rackStatus()))
                .allSatisfy(
                        topic -> {
                            assertThat(topic.cleanup()).isEqualTo(new Cleanup.Compact());
                            assertThat(topic.brokerConfig())
                                    .containsEntry("cleanup.policy", "compact");
                        });
    }

    @Test
    void everyTopicIsStampedByTheBroker() {
        assertThat(CATALOGUE.topics())
                .allSatisfy(
                        topic ->
                                assertThat(topic.brokerConfig())
                                        .containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void telemetryIsKeptHalfAnHourInSegmentsOfFiveMinutes() {
        assertThat(CATALOGUE.telemetry().brokerConfig())
                .containsEntry("retention.ms", "1800000")
                .containsEntry("segment.ms", "300000");
    }
}
