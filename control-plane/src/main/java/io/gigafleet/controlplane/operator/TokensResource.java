package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.TokenStore;
import io.gigafleet.controlplane.ledger.TokenStore.ListedToken;
import io.gigafleet.controlplane.ledger.TokenStore.StoredToken;
import io.gigafleet.controlplane.operator.answer.Page;
import io.gigafleet.controlplane.operator.auth.NewToken;
import io.gigafleet.controlplane.operator.auth.Role;
import io.gigafleet.controlplane.operator.auth.TokenBook;
import io.gigafleet.controlplane.operator.auth.TokenDigest;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who may use the API. */
@Path("tokens")
@Tag(name = "tokens")
@RolesAllowed(Role.ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");

    private final TokenStore tokens;
    private final TokenBook book;
    private final SecurityIdentity identity;

    TokensResource(TokenStore tokens, TokenBook book, SecurityIdentity identity) {
        this.tokens = tokens;
        this.book = book;
        this.identity = identity;
    }

    /** A token that is wanted. */
    @Schema(description = "A token that is wanted")
    public record TokenRequest(
            @Schema(description = "Whose it is; the audit log names it", examples = "alice")
                    @Nullable String name,
            @Schema(enumeration = {"viewer", "operator", "admin"}) @Nullable String role) {}

    /** A token that was made. */
    @Schema(description = "A token that was made; it is shown this once")
    public record IssuedToken(String name, String role, String token) {}

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "All tokens, by name",
            description = "Names and roles; the tokens themselves are not kept.")
    public Page<ListedToken> list() {
        return Page.whole(tokens.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createToken",
            summary = "Make a token",
            description = "The answer is the only time the token is shown.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = IssuedToken.class)))
    public RestResponse<IssuedToken> create(@Nullable TokenRequest request) {
        String name = request == null ? "" : Parameters.orEmpty(request.name());
        String word = request == null ? "" : Parameters.orEmpty(request.role());
        if (!NAME.matcher(name).matches()) {
            throw Refusal.ofField(
                    "name",
                    "'" + name + "' is not a name",
                    "write lower-case letters, digits, '-' and '.', at most 63");
        }
        Role role =
                Role.of(word)
                        .orElseThrow(
                                () ->
                                        Refusal.ofField(
                                                "role",
                                                "there is no role '" + word + "'",
                                                "write viewer, operator or admin"));
        String token = NewToken.text();
        StoredToken stored = new StoredToken(name, TokenDigest.ofToken(token).hex(), role.word());
        switch (tokens.add(stored, identity.getPrincipal().getName())) {
            case ADDED -> book.forget();
            case NAME_TAKEN ->
                    throw new Refusal(
                            ProblemType.CONFLICT,
                            "There is a token named '%s'. Delete it first, or write another name."
                                    .formatted(name));
            case FULL ->
                    throw new Refusal(
                            ProblemType.CONFLICT,
                            "There are %d tokens, which is the most there may be. Delete some."
                                    .formatted(TokenStore.MAX_TOKENS));
        }
        return RestResponse.status(
                RestResponse.Status.CREATED, new IssuedToken(name, role.word(), token));
    }

    @DELETE
    @Path("{name}")
    @Operation(
            operationId = "deleteToken",
            summary = "Revoke a token",
            description = "It is useless within seconds on every replica of the control plane.")
    public void delete(@PathParam("name") String name) {
        switch (tokens.remove(name, Role.ADMIN.word(), identity.getPrincipal().getName())) {
            case REMOVED -> book.forget();
            case NOT_THERE -> throw Refusal.notFound("token", name);
            case LAST ->
                    throw new Refusal(
                            ProblemType.CONFLICT,
                            "'%s' is the last admin token. Make another one first."
                                    .formatted(name));
        }
    }
}
