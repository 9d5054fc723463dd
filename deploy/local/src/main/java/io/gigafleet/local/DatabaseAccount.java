package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. PostgreSQL refuses the superuser, so where we are that, it
 * runs as nobody: in a user namespace of its own, where its files seem to be nobody's, or, where a
 * container forbids namespaces, as the real account nobody with the right to pass by file modes.
 *
 * @param prefix words before each command
 * @param ownerId the user id that the cluster's files must belong to
 */
record DatabaseAccount(List<String> prefix, int ownerId) {

    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CHANGE_OWNER_LIMIT = Duration.ofSeconds(60);

    private static final DatabaseAccount NAMESPACE =
            new DatabaseAccount(List.of("unshare", "--user"), ROOT);
    private static final DatabaseAccount REAL_NOBODY =
            new DatabaseAccount(
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=" + NOBODY,
                            "--clear-groups",
                            "--inh-caps=+dac_override",
                            "--ambient-caps=+dac_override"),
                    NOBODY);

    DatabaseAccount {
        prefix = List.copyOf(prefix);
    }

    /**
     * The account for this process's user.
     *
     * @throws StackException if we are the superuser and can't become anyone else
     */
    static DatabaseAccount find() {
        int own = ownId();
        if (own != ROOT) {
            return new DatabaseAccount(List.of(), own);
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        if (REAL_NOBODY.works()) {
            return REAL_NOBODY;
        }
        throw new StackException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here; run"
                        + " this as an ordinary user");
    }

    /** The command as this account runs it. */
    List<String> command(Path program) {
        return Stream.concat(prefix.stream(), Stream.of(program.toString())).toList();
    }

    /** Hands over a cluster that another account made. Only the superuser comes to that. */
    void own(Path cluster, Path log) throws IOException {
        if (ownId() == ROOT && !Files.getAttribute(cluster, "unix:uid").equals(ownerId)) {
            OneShot.run(
                    "chown of PostgreSQL's cluster",
                    List.of("chown", "-R", Integer.toString(ownerId), cluster.toString()),
                    Path.of("/dev/null"),
                    log,
                    CHANGE_OWNER_LIMIT);
        }
    }

    private boolean works() {
        try {
            Process probe =
                    new ProcessBuilder(command(Path.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor(PROBE_LIMIT) && probe.exitValue() == 0;
        } catch (IOException e) {
            // No such program here.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while looking for an account", e);
        }
    }

    private static int ownId() {
        try {
            return Files.exists(OWN_PROCESS)
                    ? (Integer) Files.getAttribute(OWN_PROCESS, "unix:uid")
                    : (Integer)
                            Files.getAttribute(
                                    Path.of(System.getProperty("user.home")), "unix:uid");
        } catch (IOException e) {
            throw new StackException("cannot tell which user this is", e);
        }
    }
}
