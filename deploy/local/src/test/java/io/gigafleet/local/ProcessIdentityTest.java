package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void aRunningProcessIsAliveAndAnEndedOneIsNot() throws IOException, InterruptedException {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(sleeper.pid()).orElseThrow();
        assertThat(identity.alive()).isTrue();

        sleeper.destroyForcibly().waitFor();

        assertThat(identity.alive()).isFalse();
        assertThat(ProcessIdentity.of(sleeper.pid())).isEmpty();
    }

    @Test
    void theSamePidWithAnotherStartIsAnotherProcessAndIsNotKilled()
            throws IOException, InterruptedException {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity remembered = new ProcessIdentity(bystander.pid(), "an earlier start");

            assertThat(remembered.alive()).isFalse();
            Signal.KILL.send(remembered);
            StackProcess.stop(remembered, Signal.TERM, StackProcess.STOP_GRACE);

            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly().waitFor();
        }
    }

    @Test
    void twoProcessesHaveDifferentIdentities() throws IOException, InterruptedException {
        Process one = new ProcessBuilder("sleep", "60").start();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcessIdentity.of(one.pid())).isNotEqualTo(ProcessIdentity.of(other.pid()));
        } finally {
            one.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
    }
}
