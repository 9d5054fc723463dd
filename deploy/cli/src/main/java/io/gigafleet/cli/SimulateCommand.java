package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gigafleet.schemas.manifest.ManifestProblem;
import io.gigafleet.schemas.manifest.YamlJson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Asks what would happen. */
@Command(
        name = "simulate",
        description =
                "Tells what would be placed, moved, given up or refused if something were"
                    + " different. Nothing happens. Ends with 11 if more replicas would be without"
                    + " a place than without the change.")
final class SimulateCommand implements Callable<Integer> {

    /** Forms of the answer. */
    enum Form {
        TABLE,
        JSON
    }

    private final GigafleetCommand root;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "the whole question as JSON or YAML, as POST /api/v1/whatif takes it; -: stdin")
    private String file = "";

    @Option(
            names = "--place",
            paramLabel = "FILE",
            description = "place the services of this file of manifests")
    private List<String> place = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "SERVICE=N",
            description = "let this service have N replicas")
    private List<Named> scale = new ArrayList<>();

    @Option(names = "--lose-rack", paramLabel = "RACK", description = "lose this rack")
    private List<String> loseRacks = new ArrayList<>();

    @Option(names = "--lose-row", paramLabel = "ROW", description = "lose all racks of this row")
    private List<String> loseRows = new ArrayList<>();

    @Option(
            names = "--lose-loop",
            paramLabel = "LOOP",
            description = "lose all racks of this coolant loop")
    private List<String> loseLoops = new ArrayList<>();

    @Option(
            names = "--add-racks",
            paramLabel = "N,SKU,ROW[,LOOP,DOMAIN]",
            description =
                    "add N racks in service; left out, loop and power domain are those of the"
                            + " row's last rack")
    private List<Racks> addRacks = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "DOMAIN=POWER",
            description = "give this power domain another budget, such as feed=700kW")
    private List<Named> budgets = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table (default) or json")
    private Form form = Form.TABLE;

    SimulateCommand(GigafleetCommand root) {
        this.root = root;
    }

    /** A name and what it is to have. */
    record Named(String name, String value) {
        static Named of(String word) {
            int at = word.lastIndexOf('=');
            if (at <= 0 || at == word.length() - 1) {
                throw new TypeConversionException("'" + word + "' is not NAME=VALUE");
            }
            return new Named(word.substring(0, at), word.substring(at + 1));
        }
    }

    /** Racks to add; an empty loop or domain is that of the row's last rack. */
    record Racks(int count, String sku, String row, String loop, String powerDomain) {
        static Racks of(String word) {
            String[] parts = word.split(",", -1);
            if ((parts.length == 3 || parts.length == 5) && parts[0].matches("[0-9]{1,6}")) {
                boolean whole = parts.length == 5;
                return new Racks(
                        Integer.parseInt(parts[0]),
                        parts[1],
                        parts[2],
                        whole ? parts[3] : "",
                        whole ? parts[4] : "");
            }
            throw new TypeConversionException(
                    "'" + word + "' is not N,SKU,ROW or N,SKU,ROW,LOOP,DOMAIN");
        }
    }

    @Override
    public Integer call() {
        JsonNode answer = root.plane().whatIf(String.join("+", place), question());
        root.shell()
                .out()
                .print(
                        switch (form) {
                            case TABLE -> SimulationView.of(answer);
                            case JSON -> Json.pretty(answer);
                        });
        return answer.path("refusesMore").asBoolean()
                ? ExitCode.NOT_PLACED.number()
                : ExitCode.OK.number();
    }

    private ObjectNode question() {
        ObjectNode question = file.isEmpty() ? Json.object() : whole();
        if (!place.isEmpty()) {
            List<String> texts =
                    place.stream().map(each -> InputText.read(root.shell(), each)).toList();
            question.put("manifests", String.join("\n---\n", texts));
        }
        ArrayNode services = question.withArrayProperty("services");
        for (Named service : scale) {
            services.addObject()
                    .put("name", service.name())
                    .put("replicas", whole(service.value(), "replicas"));
        }
        ObjectNode lose = question.withObjectProperty("lose");
        loseRacks.forEach(lose.withArrayProperty("racks")::add);
        loseRows.forEach(lose.withArrayProperty("rows")::add);
        loseLoops.forEach(lose.withArrayProperty("loops")::add);
        addRacks.forEach(racks -> add(question.withArrayProperty("addRacks").addObject(), racks));
        for (Named budget : budgets) {
            question.withArrayProperty("budgets")
                    .addObject()
                    .put("domain", budget.name())
                    .put("watts", watts(budget.value()));
        }
        return question;
    }

    private static void add(ObjectNode into, Racks racks) {
        into.put("count", racks.count()).put("sku", racks.sku()).put("row", racks.row());
        if (!racks.loop().isEmpty()) {
            into.put("loop", racks.loop());
        }
        if (!racks.powerDomain().isEmpty()) {
            into.put("powerDomain", racks.powerDomain());
        }
    }

    private ObjectNode whole() {
        YamlJson yaml = YamlJson.read(InputText.read(root.shell(), file));
        if (!yaml.problems().isEmpty()) {
            ManifestProblem first = yaml.problems().getFirst();
            throw new CommandFailure(ExitCode.ERROR, InputText.nameOf(file) + ":" + first);
        }
        if (yaml.json() instanceof ObjectNode question) {
            return question;
        }
        throw new CommandFailure(
                ExitCode.ERROR,
                InputText.nameOf(file)
                        + ": not a question; write fields such as lose: {rows: [r1]}");
    }

    private static int whole(String word, String what) {
        if (word.matches("[0-9]{1,7}")) {
            return Integer.parseInt(word);
        }
        throw new CommandFailure(ExitCode.USAGE, "'" + word + "' is no number of " + what);
    }

    private static long watts(String word) {
        try {
            OptionalLong watts = CapCommand.Limit.of(word).watts();
            return watts.orElseThrow(() -> noPower(word));
        } catch (TypeConversionException e) {
            throw noPower(word);
        }
    }

    private static CommandFailure noPower(String word) {
        return new CommandFailure(
                ExitCode.USAGE, "'" + word + "' is no power; write 700kW or 700000W");
    }
}
