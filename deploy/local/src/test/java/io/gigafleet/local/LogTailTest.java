package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir Path directory;

    @Test
    void onlyTheLastLinesOfThisRunAreShown() throws IOException {
        Path log = directory.resolve("kafka.log");
        Files.writeString(log, "an earlier run\n");
        long before = Files.size(log);
        Files.writeString(log, "one\ntwo\nthree\n", StandardOpenOption.APPEND);

        assertThat(LogTail.lastLines(log, before, 2)).containsExactly("two", "three");
        assertThat(LogTail.lastLines(log, before, 9)).containsExactly("one", "two", "three");
    }

    @Test
    void aMissingLogHasNoLines() {
        assertThat(LogTail.lastLines(directory.resolve("none.log"), 0, 5)).isEmpty();
    }

    @Test
    void followingGivesWholeLinesAndStartsAgainWhenTheLogDoes() throws IOException {
        Path log = directory.resolve("kafka.log");
        Files.writeString(log, "old\n");
        LogFollower follower = new LogFollower(log, Files.size(log), "kafka | ");

        Files.writeString(log, "new\nhal", StandardOpenOption.APPEND);
        assertThat(follower.newLines()).containsExactly("kafka | new");
        Files.writeString(log, "f\n", StandardOpenOption.APPEND);
        assertThat(follower.newLines()).containsExactly("kafka | half");
        Files.writeString(log, "anew\n");
        assertThat(follower.newLines()).containsExactly("kafka | anew");
    }
}
