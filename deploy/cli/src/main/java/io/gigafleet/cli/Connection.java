package io.gigafleet.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the control plane is and what opens it.
 *
 * @param url without a slash at the end
 * @param token the bearer token
 */
record Connection(URI url, String token) {

    static final String URL_VARIABLE = "GIGAFLEET_URL";
    static final String TOKEN_VARIABLE = "GIGAFLEET_TOKEN_FILE";
    static final String HOME_VARIABLE = "GIGAFLEET_HOME";

    /**
     * Finds the control plane: by {@code GIGAFLEET_URL} and {@code GIGAFLEET_TOKEN_FILE}, else by
     * the local stack's {@code run/stack.json}. The local stack's token is never sent to another
     * URL.
     *
     * @param dataOption the value of {@code --data}; empty: {@code .gigafleet} of the checkout
     */
    static Connection find(Shell shell, String dataOption) {
        String url = shell.variable(URL_VARIABLE);
        String tokenFile = shell.variable(TOKEN_VARIABLE);
        if (!url.isEmpty()) {
            if (tokenFile.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        URL_VARIABLE
                                + " is set, but "
                                + TOKEN_VARIABLE
                                + " is not; set it to a file that holds your token");
            }
            return new Connection(parse(url, URL_VARIABLE), token(shell, Path.of(tokenFile)));
        }
        LocalStack stack = LocalStack.find(shell, dataOption);
        Path token =
                tokenFile.isEmpty()
                        ? stack.data()
                                .resolve(
                                        stack.content().path("tokenFile").asText("run/admin.token"))
                        : Path.of(tokenFile);
        return new Connection(
                parse(stack.content().path("url").asText(), stack.file().toString()),
                token(shell, token));
    }

    private static URI parse(String text, String origin) {
        try {
            URI url = URI.create(text.replaceAll("/+$", ""));
            String scheme = String.valueOf(url.getScheme());
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw notAUrl(text, origin);
        }
        throw notAUrl(text, origin);
    }

    private static CommandFailure notAUrl(String text, String origin) {
        return new CommandFailure(
                ExitCode.ERROR,
                origin + " says '" + text + "', which is no URL; write http://host:port");
    }

    private static String token(Shell shell, Path file) {
        Path path = shell.workingDirectory().resolve(file);
        try {
            String token = Files.readString(path).strip();
            if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new CommandFailure(
                        ExitCode.DENIED, path + " holds no token; it should be one line of text");
            }
            return token;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.DENIED,
                    "can't read the token in "
                            + path
                            + " ("
                            + e.getClass().getSimpleName()
                            + "); set "
                            + TOKEN_VARIABLE
                            + " to a file you may read");
        }
    }
}
