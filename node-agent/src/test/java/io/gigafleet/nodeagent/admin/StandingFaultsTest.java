package io.gigafleet.nodeagent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingFaultsTest {

    @Test
    void partsThatFailByThemselvesAreToldBeforeWhatWasBrokenOnDemand() {
        StandingFaults faults = new StandingFaults(() -> 0, "host-l1", 10);
        faults.note(FaultKind.LEAK, "rack/r1", Map.of("rack", "r1", "tray", "3"), 0);

        assertThat(faults.json())
                .isEqualTo(
                        "{\"faults\":[{\"subject\":\"agent/host-l1\",\"kind\":\"meta\",\"detail\":\"parts"
                            + " fail by themselves, published rates times"
                            + " 10.0\"},{\"subject\":\"rack/r1\",\"kind\":\"leak\",\"detail\":\"tray=3\"}]}\n");
    }

    @Test
    void withoutThemNothingIsBroken() {
        assertThat(new StandingFaults(() -> 0, "host-l1", 0).json()).isEqualTo("{\"faults\":[]}\n");
    }
}
