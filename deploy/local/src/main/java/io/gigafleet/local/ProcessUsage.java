package io.gigafleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a process and its children use. */
final class ProcessUsage {

    private static final long BYTES_PER_KILOBYTE = 1024;

    private ProcessUsage() {}

    /** Processor time of the process and its living children since they started. */
    static Duration cpu(StackFile.Entry entry) {
        return family(entry)
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Resident memory of the process and its children in bytes. Where the system tells it (Linux),
     * each process counts its share of the pages it shares with others.
     */
    static OptionalLong residentBytes(StackFile.Entry entry) {
        long sum = family(entry).mapToLong(handle -> ownResidentBytes(handle.pid())).sum();
        return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** The supervisor's children are entries of their own. */
    private static Stream<ProcessHandle> family(StackFile.Entry entry) {
        return ProcessHandle.of(entry.pid()).stream()
                .flatMap(
                        handle ->
                                entry.name().equals(StackFile.SUPERVISOR)
                                        ? Stream.of(handle)
                                        : Stream.concat(Stream.of(handle), handle.descendants()));
    }

    private static long ownResidentBytes(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        return kilobytes(process.resolve("smaps_rollup"), "Pss:")
                        .orElseGet(() -> kilobytes(process.resolve("status"), "VmRSS:").orElse(0))
                * BYTES_PER_KILOBYTE;
    }

    /** Empty if the process has ended, isn't ours, or the system has no such file. */
    private static OptionalLong kilobytes(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
