package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The racks with the most of something, now. */
@Command(name = "top", description = "Ranks racks by heat, power, load or throttling, as of now.")
final class TopCommand implements Callable<Integer> {

    /** What can be ranked. */
    enum What {
        RACKS
    }

    /** What they are ranked by. */
    enum Rank {
        DIE,
        WATTS,
        UTILIZATION,
        THROTTLE
    }

    private final GigafleetCommand root;

    @Parameters(index = "0", arity = "0..1", paramLabel = "WHAT", description = "racks")
    private What what = What.RACKS;

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            description = "die (default), watts, utilization or throttle")
    private Rank rank = Rank.DIE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "most racks (default: ${DEFAULT-VALUE})")
    private int limit = 10;

    @Option(names = "--hall", paramLabel = "HALL", description = "racks of this hall")
    private String hall = "";

    @Option(names = "--row", paramLabel = "ROW", description = "racks of this row")
    private String row = "";

    @Option(names = "--loop", paramLabel = "LOOP", description = "racks of this coolant loop")
    private String loop = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table (default), json or yaml")
    private GetCommand.Form form = GetCommand.Form.TABLE;

    TopCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        JsonNode answer =
                root.plane()
                        .get(
                                "/top",
                                Map.of(
                                        "metric", Resource.wordOf(rank),
                                        "limit", String.valueOf(limit),
                                        "hall", hall,
                                        "row", row,
                                        "loop", loop));
        PrintWriter out = root.shell().out();
        switch (form) {
            case JSON -> out.print(Json.pretty(answer));
            case YAML -> out.print(Json.yaml(answer));
            case TABLE -> out.print(table(answer, root.shell().clock().instant()));
        }
        return ExitCode.OK.number();
    }

    private String table(JsonNode answer, Instant now) {
        String header =
                Resource.wordOf(rank).toUpperCase(Locale.ROOT) + " " + answer.path("unit").asText();
        return new Table<JsonNode>()
                .words(what == What.RACKS ? "RACK" : "", item -> Values.text(item.path("rack")))
                .words("HALL", item -> Values.text(item.path("hall")))
                .words("ROW", item -> Values.text(item.path("row")))
                .words("LOOP", item -> Values.text(item.path("loop")))
                .numbers(header, item -> value(item.path("value")))
                .words("HEARD", item -> Values.age(item.path("heardAt"), now))
                .of(PlantView.items(answer.path("items")));
    }

    private String value(JsonNode value) {
        return switch (rank) {
            case DIE, THROTTLE -> Values.decimal(value);
            case WATTS -> Values.whole(value);
            case UTILIZATION -> Values.format("%.2f", value.asDouble());
        };
    }
}
