package io.gigafleet.cli;

import static io.gigafleet.cli.Values.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and revokes the tokens that open the control plane. */
@Command(
        name = "token",
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes, lists and revokes tokens.")
final class TokenCommand {

    /** What a token allows; each role includes the ones before it. */
    enum Role {
        VIEWER,
        OPERATOR,
        ADMIN
    }

    private final GigafleetCommand root;

    TokenCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Command(
            name = "create",
            description =
                    "Makes a token and prints it, this once: 'token create ... > token-file'.")
    int create(
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "name, to revoke it by")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "viewer, operator or admin")
                    Role role) {
        ObjectNode body = Json.object();
        body.put("name", name);
        body.put("role", role.name().toLowerCase(Locale.ROOT));
        JsonNode token = root.plane().post("/tokens", body);
        root.shell().out().println(Values.clean(token.path("token").asText()));
        root.shell()
                .err()
                .println(
                        "token "
                                + Values.clean(name)
                                + " made; it is not shown again. To use it, put it in a file and"
                                + " set "
                                + Connection.TOKEN_VARIABLE
                                + " to that file");
        return ExitCode.OK.number();
    }

    @Command(name = "list", description = "Lists the tokens, without what is secret.")
    int list() {
        JsonNode answer = root.plane().get("/tokens", Map.of());
        List<JsonNode> tokens = PlantView.items(answer.isArray() ? answer : answer.path("items"));
        Instant now = root.shell().clock().instant();
        root.shell()
                .out()
                .print(
                        new Table<JsonNode>()
                                .words("NAME", token -> text(token.path("name")))
                                .words("ROLE", token -> text(token.path("role")))
                                .numbers("AGE", token -> Values.age(token.path("createdAt"), now))
                                .of(tokens));
        return ExitCode.OK.number();
    }

    @Command(name = "revoke", description = "Makes a token worthless, at once.")
    int revoke(@Parameters(paramLabel = "NAME", description = "name of the token") String name) {
        root.plane().delete("/tokens/" + PlaneClient.segment(name));
        root.shell().out().println("token " + Values.clean(name) + " revoked");
        return ExitCode.OK.number();
    }
}
