package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gigafleet restart}. */
@Command(
        name = "restart",
        description = "Start one process of the fleet again, whether it still runs or not.")
final class RestartCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FAILED = 1;
    private static final int NOT_FOUND = 3;

    @Parameters(paramLabel = "NAME", description = "control-plane, agent-... (see status).")
    private String name = "";

    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws IOException {
        StackLayout layout = place.layout();
        Optional<StackFile> stack =
                StackFile.read(layout.stackFile())
                        .filter(file -> file.livingSupervisor().isPresent());
        if (stack.isEmpty()) {
            System.err.println("gigafleet: nothing is up in " + layout.data());
            return NOT_FOUND;
        }
        List<String> names =
                stack.get().processes().stream()
                        .map(StackFile.Entry::name)
                        .filter(known -> StopOrder.group(known) != StopOrder.STORES)
                        .filter(known -> !known.equals(StackFile.SUPERVISOR))
                        .sorted()
                        .toList();
        if (!names.contains(name)) {
            System.err.println(
                    "gigafleet: '"
                            + name
                            + "' can't be restarted; choose one of "
                            + String.join(", ", names));
            return NOT_FOUND;
        }
        Path request = layout.requests().resolve(name);
        Files.createDirectories(layout.requests());
        Files.writeString(request, "");
        if (!Waiting.until(() -> !Files.exists(request), LIMIT)) {
            System.err.println("gigafleet: the supervisor did not answer; ./gigafleet status");
            return FAILED;
        }
        System.out.println("restarted " + name);
        return 0;
    }
}
