package io.gigafleet.bench.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process and its children have used so far.
 *
 * @param cpuSeconds since they started
 * @param residentMegabytes pages that are shared count in parts; 0 where the system doesn't say
 */
public record Usage(double cpuSeconds, long residentMegabytes) {

    private static final long KILOBYTES_PER_MEGABYTE = 1_024;

    static Usage of(long pid, boolean withChildren) {
        double cpuSeconds =
                family(pid, withChildren)
                        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToDouble(cpu -> cpu.toMillis() / 1_000.0)
                        .sum();
        long kilobytes =
                family(pid, withChildren)
                        .mapToLong(handle -> residentKilobytes(handle.pid()))
                        .sum();
        return new Usage(cpuSeconds, kilobytes / KILOBYTES_PER_MEGABYTE);
    }

    private static Stream<ProcessHandle> family(long pid, boolean withChildren) {
        return ProcessHandle.of(pid).stream()
                .flatMap(
                        handle ->
                                withChildren
                                        ? Stream.concat(Stream.of(handle), handle.descendants())
                                        : Stream.of(handle));
    }

    private static long residentKilobytes(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // The process ended between two looks.
            return 0;
        }
    }
}
