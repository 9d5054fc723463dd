package io.gigafleet.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command line that runs a Java program on the JVM this one runs on: small heap, AOT cache if
 * there is one.
 */
final class JavaCommand {

    private static final int SMALL_FLEET_RACKS_MAX = 64;

    /** With a larger heap than this the serial collector stops a program for up to a second. */
    private static final int SERIAL_HEAP_MEGABYTES = 256;

    /** A pause is time in which no limit is watched. */
    private static final int PAUSE_MILLIS = 20;

    private static final int YIELDING_NICENESS = 10;

    private final List<String> words = new ArrayList<>();

    private JavaCommand(int heapMegabytes) {
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heapMegabytes + "m");
        words.addAll(collector(heapMegabytes));
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("--sun-misc-unsafe-memory-access=allow");
    }

    private static List<String> collector(int heapMegabytes) {
        return heapMegabytes <= SERIAL_HEAP_MEGABYTES
                ? List.of("-XX:+UseSerialGC")
                : List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=" + PAUSE_MILLIS);
    }

    static JavaCommand withHeap(int megabytes) {
        return new JavaCommand(megabytes);
    }

    /**
     * Of a small fleet, C1's code is fast enough, and C2 would compile while everything else
     * starts.
     */
    JavaCommand startingFast(int racks) {
        if (racks <= SMALL_FLEET_RACKS_MAX) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        return this;
    }

    /**
     * It gives way to others where CPUs are short: real racks take no time of the machine that
     * looks after them, and simulated ones should take no more of it than is left over.
     */
    JavaCommand yielding() {
        words.addAll(0, List.of("nice", "-n", Integer.toString(YIELDING_NICENESS)));
        return this;
    }

    JavaCommand cache(Optional<Path> cache) {
        cache.ifPresent(
                file -> {
                    words.add("-XX:AOTCache=" + file);
                    words.add("-Xlog:aot*=off,cds*=off");
                });
        return this;
    }

    JavaCommand flags(List<String> flags) {
        words.addAll(flags);
        return this;
    }

    List<String> mainClass(List<Path> classPath, String mainClass, List<String> arguments) {
        words.add("-cp");
        words.add(
                classPath.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        words.add(mainClass);
        words.addAll(arguments);
        return List.copyOf(words);
    }

    List<String> jar(Path jar, List<String> arguments) {
        words.add("-jar");
        words.add(jar.toString());
        words.addAll(arguments);
        return List.copyOf(words);
    }
}
