package io.gigafleet.local;

import java.io.IOException;
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
     * Resident memory of the process and its children in bytes; shared pages count once per
     * process.
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
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    * BYTES_PER_KILOBYTE;
        } catch (IOException e) {
            // Ended meanwhile, or a system without /proc: nothing to add.
            return 0;
        }
    }
}
