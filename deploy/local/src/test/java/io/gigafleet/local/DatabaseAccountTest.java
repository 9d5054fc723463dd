package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAccountTest {

    @Test
    void programsOfTheDatabaseNeverRunAsTheSuperuser() throws IOException {
        List<String> command = new ArrayList<>(DatabaseAccount.find().command(Path.of("id")));
        command.add("-u");

        Process id = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim())
                .matches("\\d+")
                .isNotEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz"
    })
    void eachSystemHasItsArchive(String system, String architecture, String archive) {
        assertThat(PostgresBinaries.archiveName(system, architecture)).isEqualTo(archive);
    }
}
