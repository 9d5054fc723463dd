package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks after the processes of a fleet that serves.
 *
 * <ul>
 *   <li>PostgreSQL or Kafka dead: the stack can't go on, and ends.
 *   <li>The control plane dead: it is started again; meanwhile the racks serve on.
 *   <li>An agent or the plant dead: it stays dead, as a host does, and the fleet copes; {@code
 *       gigafleet restart} brings it back.
 * </ul>
 */
final class Watch {

    /** So many deaths of the control plane within {@link #RESTART_WINDOW} are no accident. */
    static final int RESTARTS_MAX = 3;

    static final Duration RESTART_WINDOW = Duration.ofSeconds(60);

    private final ProcessTable table;
    private final Path requests;
    private final Progress progress;
    private final Set<ProcessIdentity> mourned = new HashSet<>();
    private final Deque<Long> restartNanos = new ArrayDeque<>();

    /**
     * @param requests directory in which a file named after a process asks for its restart
     */
    Watch(ProcessTable table, Path requests, Progress progress) {
        this.table = table;
        this.requests = requests;
        this.progress = progress;
    }

    /**
     * Looks once.
     *
     * @param nowNanos on the scale of {@link System#nanoTime}
     * @throws StackException if the stack can't go on
     */
    void look(long nowNanos) {
        for (StackProcess process : table.all()) {
            if (!process.alive() && !mourned.contains(process.identity())) {
                afterDeath(process, nowNanos);
            }
        }
        answerRequests();
    }

    private void afterDeath(StackProcess process, long nowNanos) {
        mourned.add(process.identity());
        switch (process.name()) {
            case PostgresServer.NAME, KafkaBroker.NAME -> throw process.died();
            case ControlPlaneProgram.NAME -> {
                if (tooManyRestarts(nowNanos)) {
                    throw process.died();
                }
                progress.say(process.died().getMessage() + "; starting it again");
                table.start(process.spec());
            }
            case PlantProgram.NAME ->
                    progress.say(
                            process.died().getMessage()
                                    + "; the site is without meters until ./gigafleet restart "
                                    + process.name());
            default ->
                    progress.say(
                            process.died().getMessage()
                                    + "; its racks are without an agent until ./gigafleet restart "
                                    + process.name());
        }
    }

    private boolean tooManyRestarts(long nowNanos) {
        restartNanos.addLast(nowNanos);
        while (nowNanos - restartNanos.getFirst() > RESTART_WINDOW.toNanos()) {
            restartNanos.removeFirst();
        }
        return restartNanos.size() > RESTARTS_MAX;
    }

    private void answerRequests() {
        for (String name : requested()) {
            table.all().stream()
                    .filter(process -> process.name().equals(name))
                    .findFirst()
                    .ifPresent(this::restart);
            try {
                Files.deleteIfExists(requests.resolve(name));
            } catch (IOException e) {
                throw new StackException("cannot delete " + requests.resolve(name), e);
            }
        }
    }

    private void restart(StackProcess process) {
        mourned.add(process.identity());
        process.stop();
        table.start(process.spec());
        progress.say("restarted " + process.name() + " on request");
    }

    private List<String> requested() {
        if (!Files.isDirectory(requests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(requests)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new StackException("cannot read " + requests, e);
        }
    }
}
