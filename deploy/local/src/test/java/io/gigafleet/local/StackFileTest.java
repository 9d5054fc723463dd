package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

    @TempDir Path directory;

    @Test
    void whatIsWrittenReadsBack() {
        Path file = directory.resolve("stack.json");
        StackFile written = stack(entry("kafka", ProcessHandle.current().pid(), "some boot"));

        written.write(file);

        assertThat(StackFile.read(file)).contains(written);
    }

    @Test
    void noFileMeansNoStack() {
        assertThat(StackFile.read(directory.resolve("stack.json"))).isEmpty();
    }

    @Test
    void aBrokenFileSaysWhatToDo() throws IOException {
        Path file = directory.resolve("stack.json");
        Files.writeString(file, "{\"url\": ");

        assertThatThrownBy(() -> StackFile.read(file))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is not a stack file")
                .hasMessageContaining("delete it");
    }

    @Test
    void aSupervisorWhosePidAnotherProcessHasNowIsNotLiving() {
        ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(stack(entry("supervisor", own.pid(), own.startKey())).livingSupervisor())
                .isPresent();
        assertThat(stack(entry("supervisor", own.pid(), "another start")).livingSupervisor())
                .isEmpty();
    }

    private static StackFile.Entry entry(String name, long pid, String startKey) {
        return new StackFile.Entry(
                name, pid, startKey, "2026-01-01T00:00:00Z", 9092, "x.log", Signal.TERM);
    }

    private static StackFile stack(StackFile.Entry... entries) {
        return new StackFile(
                "http://127.0.0.1:8080",
                "run/admin.token",
                "127.0.0.1:9092",
                "jdbc:postgresql://127.0.0.1:5432/gigafleet",
                "gigafleet",
                "pg/password",
                "dps-8",
                "app/1",
                "2026-01-01T00:00:00Z",
                true,
                List.of(entries));
    }
}
