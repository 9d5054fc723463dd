package io.gigafleet.local;

import java.time.Duration;
import java.util.Locale;

/** What {@code up} prints when the fleet serves. */
final class Welcome {

    private static final String LOOK =
            """
              ./gigafleet get site
              ./gigafleet get services
              ./gigafleet get racks
            """;
    private static final String ROLL_OUT =
            """
              ./gigafleet apply -f deploy/examples/rollout-hall-64.yaml
              ./gigafleet rollout status hall-64 --watch
              ./gigafleet get racks
            """;

    private Welcome() {}

    static void print(Progress progress, UpOptions options, StackPorts ports, boolean tokensFlow) {
        progress.plain(text(progress.elapsed(), options, ports.url(), tokensFlow));
    }

    static String text(Duration elapsed, UpOptions options, String url, boolean tokensFlow) {
        String first =
                options.isEmpty()
                        ? "none before racks are rolled out"
                        : tokensFlow
                                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                                : "none yet; ./gigafleet get services says why";
        return """

        Console and API      %1$s   (reference: %1$s/q/swagger-ui)
        Token                %2$s
        Time to first token  %3$s

        Try next
        %5$s
        %4$s stops everything; the data stays.\
        """
                .formatted(
                        url,
                        options.layout().tokenFile(),
                        first,
                        options.detach() ? "./gigafleet down" : "Ctrl-C",
                        options.isEmpty() ? ROLL_OUT : LOOK);
    }
}
