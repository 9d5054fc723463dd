package io.gigafleet.bench.ingest;

import io.gigafleet.local.BuiltParts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link PlaneProbe} as a process, on the class path and the heap the plane has. */
public final class ProbeProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ProbeProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * What one run used.
     *
     * @param records read
     * @param heapBytes in use after the run, after a collection
     */
    public record Usage(
            long records,
            double cpuSeconds,
            double wallSeconds,
            double collectionSeconds,
            long heapBytes) {

        /** Records per second of CPU time. */
        public double recordsPerCpuSecond() {
            return records / cpuSeconds;
        }

        /** The share of one core that was used. */
        public double coreShare() {
            return cpuSeconds / wallSeconds;
        }
    }

    /**
     * Starts one.
     *
     * @param warmUp records that don't count
     * @param counted records that do
     * @param lookBack how old the first record may be
     */
    public static ProbeProcess start(
            String bootstrapServers,
            int racks,
            long warmUp,
            long counted,
            Duration lookBack,
            List<String> flags)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx448m",
                        "-XX:+UseG1GC",
                        "-XX:MaxGCPauseMillis=20",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), PlaneProbe.class.getName()));
        command.addAll(
                List.of(
                        bootstrapServers,
                        Integer.toString(racks),
                        Long.toString(warmUp),
                        Long.toString(counted),
                        lookBack.toString()));
        return new ProbeProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The jars of the plane as it runs, and this program's own class. */
    private static String classPath() throws IOException {
        Path plane = BuiltParts.locate().controlPlaneJar().toAbsolutePath().getParent();
        if (plane == null) {
            throw new IOException("the control plane's jar has no directory");
        }
        List<String> jars = new ArrayList<>();
        for (String directory : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> files = Files.list(plane.resolve(directory))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        jars.add(
                Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0])
                        .toAbsolutePath()
                        .toString());
        return jars.stream().collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it follows the topics. */
    public void awaitReady() throws IOException {
        lineThatBegins("ready");
    }

    /** Waits until it has read all that counts. */
    public Usage awaitResult() throws IOException {
        String[] words = lineThatBegins("result").split(" ");
        if (!words[6].equals("0")) {
            throw new IOException(words[6] + " records were rejected");
        }
        return new Usage(
                Long.parseLong(words[1]),
                Long.parseLong(words[2]) / 1e9,
                Long.parseLong(words[3]) / 1e9,
                Long.parseLong(words[4]) / 1e3,
                Long.parseLong(words[5]));
    }

    private String lineThatBegins(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word)) {
                return line;
            }
        }
        throw new IOException("the probe ended without a " + word);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
