package io.gigafleet.cli;

import io.gigafleet.cli.LoopbackClient.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds, among the processes of this machine, the one that has what is to be broken. */
record FaultOrder(Shell shell, LoopbackClient client, String what, String name) {

    /**
     * One detail of a fault, such as {@code tray=3}.
     *
     * @param value may be empty
     */
    private record Detail(String name, String value) {
        static Detail of(String word) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'" + word + "' is no detail of a fault; write NAME=VALUE, such as tray=3");
            }
            return new Detail(parts[0], parts[1]);
        }
    }

    /** Posts to one after the other until one has the rack, loop or domain; says what it did. */
    int post(List<LocalStack.Process> processes, String path, List<String> details, String effect) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(what, name);
        details.stream()
                .map(Detail::of)
                .forEach(detail -> query.put(detail.name(), detail.value()));
        StringBuilder away = new StringBuilder();
        Answer notFound = new Answer(404, "");
        for (LocalStack.Process process : processes) {
            Answer answer = client.post(process, path, query);
            if (answer.isDone()) {
                shell.out().println(Values.clean(what + " " + name + ": " + effect));
                return ExitCode.OK.number();
            }
            if (answer.isAway()) {
                away.append(away.isEmpty() ? "" : ", ").append(process.name());
            } else if (answer.isNotFound()) {
                notFound = answer;
            } else {
                throw new CommandFailure(
                        answer.status() == 409 ? ExitCode.CONFLICT : ExitCode.USAGE,
                        process.name() + " refuses: " + answer.line());
            }
        }
        throw notFound(away.toString(), notFound);
    }

    private CommandFailure notFound(String away, Answer answer) {
        if (!away.isEmpty()) {
            return new CommandFailure(
                    ExitCode.ERROR,
                    "no process that answers has "
                            + what
                            + " '"
                            + name
                            + "', and "
                            + away
                            + " did not answer; see './gigafleet status'");
        }
        return new CommandFailure(
                ExitCode.NOT_FOUND,
                answer.line().isEmpty() || answer.line().length() > 300
                        ? "nothing here has " + what + " '" + name + "'"
                        : answer.line());
    }
}
