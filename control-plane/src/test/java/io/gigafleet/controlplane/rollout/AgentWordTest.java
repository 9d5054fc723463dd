package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentWordTest {

    private static final Outcome WAITING = new Outcome.Stay("waiting for the rack's agent");

    private final StageStory rack = StageStory.of(RackStage.INSTALLED);

    @Test
    void passedLeavesTheDecisionToTheEvidence() {
        assertThat(rack.word()).isEmpty();
    }

    @Test
    void passedIsNotBelievedFromARackThatHasNotSeenItsAssignment() {
        assertThat(rack.isBehind().word()).contains(WAITING);
    }

    @Test
    void passedIsNotBelievedFromASilentRack() {
        assertThat(rack.isHeard(Condition.STALE, "silent for 4 s").word()).contains(WAITING);
        assertThat(rack.isHeard(Condition.LOST, "silent for 40 s").word())
                .contains(new Outcome.Inconclusive("the rack is LOST: silent for 40 s"));
    }

    @Test
    void wordOnAnotherRequestIsNoWord() {
        assertThat(rack.agentPassed("north/r0/INSTALLED/2").word()).contains(WAITING);
        assertThat(rack.agentSaysNothing().word()).contains(WAITING);
    }

    @Test
    void progressIsTold() {
        assertThat(rack.agentIsAt(425).word()).contains(new Outcome.Stay("42%, under way"));
    }

    @Test
    void anAlarmEndsAStageWhateverItsAgentSays() {
        assertThat(rack.agentIsAt(425).measured(1, Reading.idle()).alarm("die at 88 °C").word())
                .contains(new Outcome.Quarantine("ALARM", "", "die at 88 °C"));
    }

    @Test
    void anAlarmFromBeforeTheRequestIsOfWhatWasRepaired() {
        assertThat(rack.agentSaysNothing().alarm("leak at a tray").word()).contains(WAITING);
        assertThat(
                        rack.agentSaysNothing()
                                .isBehind()
                                .measured(1, Reading.idle())
                                .alarm("leak at a tray")
                                .word())
                .contains(WAITING);
    }

    @Test
    void wetRackIsQuarantinedWhateverItsAgentSays() {
        assertThat(rack.agentIsAt(425).measured(1, Reading.idle().wet()).word())
                .contains(new Outcome.Quarantine("LEAK", "", "a leak sensor is wet"));
    }

    @Test
    void rackThatGetsLostUnderWayIsInconclusive() {
        assertThat(rack.agentIsAt(425).isHeard(Condition.LOST, "silent for 40 s").word())
                .contains(new Outcome.Inconclusive("the rack is LOST: silent for 40 s"));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "LOW_FLOW", "WRONG_FIRMWARE"})
    void whatMayPassIsTriedAgain(Fault fault) {
        assertThat(rack.agentFailed(fault, "tray 3", "it said so").word())
                .contains(new Outcome.Retry(fault.name(), "tray 3", "it said so"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNKNOWN", "LOW_FLOW", "WRONG_FIRMWARE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatNeedsHandsIsQuarantined(Fault fault) {
        assertThat(rack.agentFailed(fault, "tray 3", "it said so").word())
                .contains(new Outcome.Quarantine(fault.name(), "tray 3", "it said so"));
    }
}
