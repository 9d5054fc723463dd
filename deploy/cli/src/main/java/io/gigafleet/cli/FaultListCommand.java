package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.cli.LoopbackClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists what is broken on demand. */
@Command(name = "list", description = "Lists what is broken now: racks, loops, feeds, breakers.")
final class FaultListCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    FaultListCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        LocalStack stack = root.localStack();
        List<LocalStack.Process> processes = new ArrayList<>(stack.agents());
        processes.addAll(stack.plant());
        List<JsonNode> faults = new ArrayList<>();
        List<String> away = new ArrayList<>();
        LoopbackClient client = root.loopback();
        for (LocalStack.Process process : processes) {
            Answer answer = client.get(process, "/faults/standing");
            if (answer.isDone()) {
                read(process, answer).path("faults").forEach(faults::add);
            } else {
                away.add(process.name());
            }
        }
        root.shell()
                .out()
                .print(
                        faults.isEmpty()
                                ? "nothing is broken on demand\n"
                                : new Table<JsonNode>()
                                        .words("SUBJECT", fault -> fault.path("subject").asText())
                                        .words("FAULT", fault -> fault.path("kind").asText())
                                        .words("DETAIL", fault -> fault.path("detail").asText())
                                        .of(faults));
        if (!away.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    String.join(", ", away) + " did not say; see './gigafleet status'");
        }
        return ExitCode.OK.number();
    }

    private static JsonNode read(LocalStack.Process process, Answer answer) {
        try {
            return Json.read(answer.text());
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, process.name() + " answers with something that is no JSON");
        }
    }
}
