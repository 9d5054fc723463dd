package io.gigafleet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Limits what a rack draws, by hand. */
@Command(
        name = "cap",
        description = "Limits what a rack draws, until the cap is taken off. It slows down for it.")
final class CapCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "RACK", description = "name of the rack")
    private String rack = "";

    @Parameters(
            index = "1",
            paramLabel = "POWER",
            description = "most it may draw, such as 84kW or 84000W; off takes the cap off")
    private Limit limit = new Limit(OptionalLong.empty());

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the audit log")
    private String reason = "";

    CapCommand(GigafleetCommand root) {
        this.root = root;
    }

    /**
     * What the rack may draw.
     *
     * @param watts empty: what its plan allows
     */
    record Limit(OptionalLong watts) {
        static Limit of(String word) {
            if (word.equals("off")) {
                return new Limit(OptionalLong.empty());
            }
            return new Limit(OptionalLong.of(Watts.read(word, "84kW or 84000W, or off").watts()));
        }
    }

    @Override
    public Integer call() {
        String path = "/racks/" + PlaneClient.segment(rack) + "/cap";
        if (limit.watts().isEmpty()) {
            root.plane()
                    .delete(
                            reason.isEmpty()
                                    ? path
                                    : path + "?reason=" + PlaneClient.segment(reason));
            root.shell().out().println(Values.clean("rack " + rack + " has no cap by hand"));
            return ExitCode.OK.number();
        }
        long watts = limit.watts().getAsLong();
        ObjectNode body = Json.object();
        body.put("watts", watts);
        body.put("reason", reason);
        root.plane().put(path, body);
        root.shell()
                .out()
                .println(Values.clean("rack " + rack + " may draw " + watts + " W at most"));
        return ExitCode.OK.number();
    }
}
