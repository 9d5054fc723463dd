package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLayoutTest {

    @TempDir Path directory;

    @Test
    void preparingMakesTheDirectoriesAndLeavesNothingElse() throws IOException {
        StackLayout layout = new StackLayout(directory.resolve("data"));

        layout.prepare();

        try (var made = Files.list(layout.data())) {
            assertThat(made.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("pg", "kafka", "agents", "logs", "run");
        }
        assertThat(layout.run()).isEmptyDirectory();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "in the way");

        assertThatThrownBy(() -> new StackLayout(file).prepare())
                .hasMessageContaining(file + " is a file, not a directory");
    }

    @Test
    void tooLittleSpaceIsSaidWithBothNumbers() {
        StackLayout layout = new StackLayout(directory);

        assertThatThrownBy(() -> layout.requireSpace(100L * 1024 * 1024))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("100 MB left")
                .hasMessageContaining("512 MB");
        assertThatCode(() -> layout.requireSpace(StackLayout.FREE_BYTES_MIN))
                .doesNotThrowAnyException();
    }

    @Test
    void secretsAreReadableByTheirOwnerOnlyAndMadeOnce() throws IOException {
        Path file = directory.resolve("admin.token");

        String first = Secrets.readOrCreate(file);

        assertThat(Secrets.readOrCreate(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aTokenIsHandedOnAsItsHash() {
        // The standard's own example: FIPS 180-4, "abc".
        assertThat(Secrets.sha256Hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
