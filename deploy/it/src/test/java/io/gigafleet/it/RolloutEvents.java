package io.gigafleet.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.schemas.EventType;
import io.gigafleet.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What consumers outside were told of one rollout.
 *
 * @param stages {@code RACK STAGE} of every event about a rack, each rack's in order
 * @param phases {@code PHASE WAVE} of every event about the rollout, in order
 */
record RolloutEvents(List<String> stages, List<String> phases) {

    static RolloutEvents of(Infrastructure infrastructure, String rollout) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> stages = new ArrayList<>();
        List<String> phases = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> event :
                TopicTail.read(infrastructure, TopicCatalogue.builtIn().events())) {
            JsonNode told = json.readTree(event.value());
            if (!told.path("rollout").asText().equals(rollout)) {
                continue;
            }
            String type =
                    new String(
                            event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            if (type.equals(EventType.RACK_STAGE.type())) {
                stages.add(told.path("rack").asText() + " " + told.path("stage").asText());
            } else if (type.equals(EventType.ROLLOUT_PHASE.type())) {
                phases.add(told.path("phase").asText() + " " + told.path("wave").asInt());
            }
        }
        return new RolloutEvents(stages, phases);
    }
}
