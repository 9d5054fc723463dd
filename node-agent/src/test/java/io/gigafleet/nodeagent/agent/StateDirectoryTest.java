package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.Trip;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir Path directory;

    private StateDirectory state;

    @BeforeEach
    void open() throws IOException {
        state = new StateDirectory(directory);
    }

    @Test
    void bootsAreCountedOverRestarts() throws IOException {
        assertThat(state.nextBoot()).isEqualTo(1);
        assertThat(state.nextBoot()).isEqualTo(2);
        assertThat(new StateDirectory(directory).nextBoot()).isEqualTo(3);
    }

    @Test
    void fleetSurvivesAndDoesNotDisturbTheBootCounter() throws IOException {
        state.nextBoot();
        assertThat(state.fleet()).isEmpty();
        state.fleet("fleet-1");

        assertThat(new StateDirectory(directory).fleet()).contains("fleet-1");
        assertThat(state.nextBoot()).isEqualTo(2);
    }

    @Test
    void assignmentsAndTripsSurvivePerRack() throws IOException {
        Assignment assignment = Orders.assignment("row 1/r1", 4, 2).build();
        Trip trip = Trip.newBuilder().setTripId("t1").build();
        state.assignment(assignment);
        state.trip("r2", trip);

        StateDirectory again = new StateDirectory(directory);
        assertThat(again.assignment("row 1/r1")).contains(assignment);
        assertThat(again.assignment("r2")).isEmpty();
        assertThat(again.trip("r2")).contains(trip);

        again.clearTrip("r2");
        assertThat(state.trip("r2")).isEmpty();
    }

    @Test
    void replacingLeavesNoTemporaryFileBehind() throws IOException {
        state.assignment(Orders.assignment("r1", 1, 1).build());
        state.assignment(Orders.assignment("r1", 2, 1).build());

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getFileName))
                    .extracting(Path::toString)
                    .isEqualTo(List.of("r1.assignment"));
        }
    }

    @Test
    void halfWrittenFileOfACrashIsNotRead() throws IOException {
        Assignment assignment = Orders.assignment("r1", 1, 1).build();
        state.assignment(assignment);
        Files.writeString(directory.resolve("racks").resolve("r1.assignment.new"), "ha");

        assertThat(state.assignment("r1")).contains(assignment);
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        Files.write(
                directory.resolve("racks").resolve("r1.assignment"), new byte[] {(byte) 0xff, 1});

        assertThatThrownBy(() -> state.assignment("r1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r1.assignment can't be read");
    }

    @Test
    void directoryBelongsToOneAgentAtATime() throws IOException {
        try (FileChannel lock = state.lock()) {
            assertThat(lock.isOpen()).isTrue();
            // Within one process the JVM itself objects; another process gets the IOException.
            assertThatThrownBy(() -> new StateDirectory(directory).lock())
                    .isInstanceOf(OverlappingFileLockException.class);
        }
        new StateDirectory(directory).lock().close();
    }

    @Test
    void metersSurvive() throws IOException {
        state.meters(Map.of("r1", 5L, "r2", 7_000_000_000L));

        assertThat(new StateDirectory(directory).meters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("r1", 5L, "r2", 7_000_000_000L));
    }
}
