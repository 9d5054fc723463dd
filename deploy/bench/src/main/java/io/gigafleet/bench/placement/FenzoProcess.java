package io.gigafleet.bench.placement;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Netflix Fenzo, in a JVM of its own: its Protobuf is too old for this one's class path. */
record FenzoProcess() implements Contender {

    private static final String MAIN = "io.gigafleet.bench.placement.baseline.fenzo.FenzoMain";
    private static final String PLAN = "plan.csv";

    @Override
    public String timed() {
        return "decision, each time in a fresh JVM, without its start and reading the instance";
    }

    /**
     * Refuses gangs.
     *
     * @throws IllegalArgumentException if the instance has gangs
     */
    @Override
    public Start prepare(Instance instance) {
        if (instance.deployments().stream().anyMatch(Deployment::isGang)) {
            throw new IllegalArgumentException("Fenzo has no gangs; use another mix or baseline");
        }
        return () -> {
            try {
                return run(instance);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    private static Finish run(Instance instance) throws IOException {
        Path directory = Files.createTempDirectory("gigafleet-bench-fenzo");
        try {
            InstanceWriter.write(instance, directory);
            String[] said = fenzo(directory).strip().split("\\s+", -1);
            PlacedReplicas placed = PlanFile.read(instance, directory, PLAN);
            return new Finish(
                    () -> placed,
                    0,
                    0,
                    Optional.of(
                            new OwnClock(
                                    Double.parseDouble(said[0]),
                                    Double.parseDouble(said[1]) / 1_000)));
        } finally {
            delete(directory);
        }
    }

    private static String fenzo(Path directory) throws IOException {
        Path program = program();
        Path libraries = program.resolveSibling("lib").resolve("fenzo");
        if (!Files.isDirectory(libraries)) {
            throw new IOException(
                    libraries + " is missing: build the whole module, then run it from its jar");
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                program + File.pathSeparator + libraries + "/*",
                                MAIN,
                                directory.toString(),
                                directory.resolve(PLAN).toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Fenzo's process ended with " + process.exitValue());
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Fenzo ran", interrupted);
        }
        return output;
    }

    private static Path program() throws IOException {
        try {
            return Path.of(
                    FenzoProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException odd) {
            throw new IOException("this program's own jar has an odd name", odd);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
