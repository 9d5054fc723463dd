package io.gigafleet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a tripped rack go on. */
@Command(
        name = "clear-trip",
        description = "Lets a rack go on after one protective trip. A later trip needs this again.")
final class ClearTripCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "RACK", description = "name of the rack")
    private String rack = "";

    @Parameters(
            index = "1",
            paramLabel = "TRIP",
            description = "id of the trip, which 'gigafleet describe rack' shows")
    private String trip = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the audit log")
    private String reason = "";

    ClearTripCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object();
        body.put("trip", trip);
        body.put("reason", reason);
        root.plane().post("/racks/" + PlaneClient.segment(rack) + "/clear-trip", body);
        root.shell().out().println(Values.clean("rack " + rack + " may go on after " + trip));
        return ExitCode.OK.number();
    }
}
