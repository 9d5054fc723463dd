package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModesTest {

    private static final List<String> RACK =
            List.of("rack/r1", "loop/l1", "domain/row-0", "domain/feed");

    private static Modes asking(Automation automation, String subject) {
        return new Modes(
                Map.of(Modes.SITE, Modes.all(Mode.SUGGEST)),
                Set.of(),
                Set.of(new Approval(automation, subject, 1_000, "alice")));
    }

    @Test
    void approvalIsForItsAutomationAndSubjectAlone() {
        Modes modes = asking(Automation.POWER, "domain/feed");

        assertThat(modes.of(Automation.POWER, List.of("domain/feed"))).isEqualTo(Mode.ACT);
        assertThat(modes.of(Automation.POWER, List.of("domain/row-0", "domain/feed")))
                .as("a domain below asks for itself")
                .isEqualTo(Mode.SUGGEST);
        assertThat(modes.of(Automation.HEAT, List.of("domain/feed"))).isEqualTo(Mode.SUGGEST);
        assertThat(modes.of(Automation.POWER, List.of())).isEqualTo(Mode.SUGGEST);
    }

    @Test
    void racksGiveForTheDomainTheyLieIn() {
        assertThat(asking(Automation.POWER, "domain/feed").of(Automation.POWER, RACK))
                .isEqualTo(Mode.ACT);
        assertThat(asking(Automation.POWER, "domain/row-1").of(Automation.POWER, RACK))
                .isEqualTo(Mode.SUGGEST);
        assertThat(asking(Automation.LOAD_TARGET, Modes.SITE).of(Automation.LOAD_TARGET, RACK))
                .isEqualTo(Mode.ACT);
    }

    @Test
    void leakingRackOfAnApprovedLoopIsNotCutOffUnasked() {
        assertThat(asking(Automation.LEAK, "loop/l1").of(Automation.LEAK, RACK))
                .isEqualTo(Mode.SUGGEST);
        assertThat(asking(Automation.LEAK, "rack/r1").of(Automation.LEAK, RACK))
                .isEqualTo(Mode.ACT);
    }

    @Test
    void approvalReachesThroughAHoldButNotThroughObserve() {
        Set<Approval> approved =
                Set.of(new Approval(Automation.POWER, "domain/row-0", 1_000, "alice"));
        Modes held = new Modes(Map.of(), Set.of(Modes.SITE), approved);
        Modes observed =
                new Modes(Map.of("rack/r1", Modes.all(Mode.OBSERVE)), Set.of(Modes.SITE), approved);

        assertThat(held.of(Automation.POWER, RACK)).isEqualTo(Mode.ACT);
        assertThat(observed.of(Automation.POWER, RACK)).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void approvalEndsWithItsTime() {
        Modes modes = asking(Automation.POWER, "domain/feed");

        assertThat(modes.at(999)).isSameAs(modes);
        assertThat(modes.at(1_000).of(Automation.POWER, List.of("domain/feed")))
                .isEqualTo(Mode.SUGGEST);
        assertThat(modes.at(1_000)).isEqualTo(modes.unapproved());
    }
}
