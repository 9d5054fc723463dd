package io.gigafleet.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChartTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static ObjectNode printed(String... policies) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("racks", 64).put("oversubscription", 1.3).put("pointSeconds", 1_800);
        for (String policy : policies) {
            ObjectNode result = root.withArray("results").addObject();
            result.put("policy", policy)
                    .put("placedMinutes", 1_000)
                    .put("throttledShare", 0.05)
                    .put("darkMinutes", 20)
                    .put("tokensServed", 90)
                    .put("tokensOffered", 120);
            for (double share : new double[] {0.7, 0.9, 0.8, 0.6}) {
                result.withArray("points")
                        .addObject()
                        .put("rowShare", share)
                        .put("dieCelsius", 100 * share);
            }
        }
        return root;
    }

    @Test
    void anHourShowsTheMostOfItsPoints() {
        PolicyWeek.Line line = PolicyWeek.of(printed("gigafleet")).lines().getFirst();

        assertThat(line.rowPercent()).isEqualTo(List.of(90.0, 80.0));
        assertThat(line.dieCelsius()).isEqualTo(List.of(90.0, 80.0));
        assertThat(line.throttledPercent()).isEqualTo(5);
        assertThat(line.darkPercent()).isEqualTo(2);
        assertThat(line.tokensPercent()).isEqualTo(75);
    }

    @Test
    void everyPolicyHasALineInBothPanelsAndThreeBars() {
        String picture = PolicyChart.of(PolicyWeek.of(printed("nameplate", "gigafleet")));

        for (String policy : List.of("nameplate", "gigafleet")) {
            String colour = Palette.of(policy);
            assertThat(picture.lines().filter(line -> line.contains("stroke=\"" + colour)))
                    .hasSize(2);
            assertThat(picture.lines().filter(line -> line.contains("fill=\"" + colour)))
                    .as("a dot of the legend and three bars")
                    .hasSize(4);
        }
    }
}
