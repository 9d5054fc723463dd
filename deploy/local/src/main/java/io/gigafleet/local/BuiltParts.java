package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the programs of the stack are. The launcher copies what was built into a directory per
 * build and starts the stack from there, so that a later build never changes a jar under a running
 * process; tests use what stands in the modules' {@code target}.
 *
 * @param brokerLib directory with the broker's jars
 * @param controlPlaneJar Quarkus's runner, in its directory
 * @param agentJar the node agent
 * @param postgresHome where PostgreSQL's binaries are, or will be, unpacked
 * @param caches directory of AOT caches
 */
public record BuiltParts(
        Path brokerLib, Path controlPlaneJar, Path agentJar, Path postgresHome, Path caches) {

    /** System property that names the launcher's copy. */
    static final String APP_PROPERTY = "gigafleet.app";

    /**
     * The launcher's copy if {@code gigafleet.app} names one, else the modules of the checkout
     * around the working directory.
     *
     * @throws StackException if there is neither
     */
    public static BuiltParts locate() {
        return Optional.ofNullable(System.getProperty(APP_PROPERTY))
                .map(app -> staged(Path.of(app)))
                .orElseGet(() -> inCheckout(Path.of("").toAbsolutePath()));
    }

    static BuiltParts staged(Path app) {
        return new BuiltParts(
                app.resolve("broker"),
                app.resolve("control-plane/quarkus-run.jar"),
                app.resolve("agent/gigafleet-node-agent.jar"),
                app.resolve("postgres"),
                app.resolve("aot"));
    }

    static BuiltParts inCheckout(Path inside) {
        for (Path root = inside; root != null; root = root.getParent()) {
            if (Files.isRegularFile(root.resolve("deploy/broker/pom.xml"))) {
                return new BuiltParts(
                        root.resolve("deploy/broker/target/lib"),
                        root.resolve("control-plane/target/quarkus-app/quarkus-run.jar"),
                        root.resolve("node-agent/target/gigafleet-node-agent.jar"),
                        root.resolve("deploy/local/target/postgres"),
                        root.resolve("deploy/local/target/aot"));
            }
        }
        throw new StackException(
                inside + " is not inside a checkout of Gigafleet; set -D" + APP_PROPERTY);
    }

    /**
     * The broker's jars in a fixed order, since an AOT cache is good for one class path only.
     *
     * @throws StackException if there are none
     */
    List<Path> brokerJars() {
        try (Stream<Path> files = Files.list(brokerLib)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            if (jars.isEmpty()) {
                throw new IOException("no jars in it");
            }
            return jars;
        } catch (IOException e) {
            throw new StackException(
                    "the broker's jars are not in "
                            + brokerLib
                            + "; build first: ./gigafleet build",
                    e);
        }
    }

    /** The AOT cache of a program, if one was made. */
    Optional<Path> cacheOf(String program) {
        return Optional.of(caches.resolve(program + ".aot")).filter(Files::isReadable);
    }
}
