package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Declares what should be. */
@Command(
        name = "apply",
        description =
                "Declares the manifests of a file: all of them or, if one of them is wrong, none.")
final class ApplyCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "YAML with one or more manifests; - reads standard input")
    private String file = "";

    @Option(names = "--dry-run", description = "check, show what would change, change nothing")
    private boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description =
                    "wait until the applied services are satisfied; if they are not by then, say"
                            + " why and end with 11")
    private Optional<Duration> wait = Optional.empty();

    ApplyCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PlaneClient plane = root.plane();
        String text = InputText.read(root.shell(), file);
        JsonNode answer = plane.apply(InputText.nameOf(file), text, dryRun);
        List<String> services = new ArrayList<>();
        for (JsonNode change : answer.path("applied")) {
            String kind = change.path("kind").asText();
            String name = change.path("name").asText();
            root.shell()
                    .out()
                    .println(
                            Values.clean(kind + " " + name + " " + change.path("action").asText())
                                    + (dryRun ? " (dry run)" : ""));
            if (kind.equals("InferenceService")) {
                services.add(name);
            }
        }
        if (dryRun || wait.isEmpty()) {
            return ExitCode.OK.number();
        }
        return new SatisfactionWait(root.shell(), plane).of(services, wait.get()).number();
    }
}
