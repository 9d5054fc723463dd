package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentPlanTest {

    @Test
    void anAgentForEachLoopIsNamedAfterIt() {
        List<AgentPlan.Host> hosts = AgentPlan.spread(List.of("l1", "l2"), 2);

        assertThat(hosts)
                .containsExactly(
                        new AgentPlan.Host("host-l1", List.of("l1")),
                        new AgentPlan.Host("host-l2", List.of("l2")));
        assertThat(hosts.getFirst().processName()).isEqualTo("agent-l1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 11})
    void everyLoopHasOneAgentAndLoadsDifferByAtMostOneLoop(int agents) {
        List<String> loops = IntStream.range(0, 11).mapToObj(i -> "loop" + i).toList();

        List<AgentPlan.Host> hosts = AgentPlan.spread(loops, agents);

        assertThat(hosts).hasSize(agents);
        assertThat(hosts.stream().flatMap(host -> host.loops().stream()).toList()).isEqualTo(loops);
        assertThat(hosts)
                .extracting(host -> host.loops().size())
                .allMatch(size -> size >= 11 / agents);
        assertThat(hosts)
                .extracting(host -> host.loops().size())
                .allMatch(size -> size <= (11 + agents - 1) / agents);
    }

    @Test
    void moreAgentsThanLoopsAreRefused() {
        assertThatThrownBy(() -> AgentPlan.spread(List.of("l1"), 2))
                .isInstanceOf(UpOptions.UsageException.class)
                .hasMessageContaining("choose at most 1");
    }
}
