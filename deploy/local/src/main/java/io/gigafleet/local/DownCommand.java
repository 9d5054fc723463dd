package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gigafleet down}. */
@Command(name = "down", description = "Stop the fleet. Its data stays.")
final class DownCommand implements Callable<Integer> {

    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(60);

    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws IOException {
        StackLayout layout = place.layout();
        Progress progress = new Progress(System.out, System.nanoTime());
        Optional<StackFile> stack = StackFile.read(layout.stackFile());
        if (stack.isEmpty()) {
            progress.plain("nothing is up in " + layout.data());
            return 0;
        }
        List<StackFile.Entry> alive =
                stack.get().processes().stream().filter(StackFile.Entry::alive).toList();
        // The supervisor stops the others in order; should it be gone or stuck, they are stopped
        // from here.
        stack.get()
                .livingSupervisor()
                .ifPresent(
                        supervisor ->
                                StackProcess.stop(
                                        supervisor.identity(), Signal.TERM, SUPERVISOR_LIMIT));
        StopOrder.stop(stack.get().processes());
        Files.deleteIfExists(layout.stackFile());
        Files.deleteIfExists(layout.readyFile());
        progress.plain(
                alive.isEmpty()
                        ? "nothing was running; cleared what an earlier run left in " + layout.run()
                        : "stopped "
                                + String.join(
                                        ", ", alive.stream().map(StackFile.Entry::name).toList())
                                + "; the data stays in "
                                + layout.data());
        return 0;
    }
}
