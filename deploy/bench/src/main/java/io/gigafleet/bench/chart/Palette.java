package io.gigafleet.bench.chart;

import java.util.List;

/** One colour for each scheduler or policy, the same in every picture. */
final class Palette {

    /** In legends. */
    private static final List<String> ORDER =
            List.of(
                    "gigafleet",
                    "gigafleet online",
                    "timefold",
                    "kube",
                    "kube-sampled",
                    "kube-spread",
                    "fenzo");

    private Palette() {}

    /** Where a scheduler stands in a legend; those not known come last. */
    static int place(String scheduler) {
        int at = ORDER.indexOf(scheduler);
        return at < 0 ? ORDER.size() : at;
    }

    static String of(String scheduler) {
        return switch (scheduler) {
            case "gigafleet" -> "#0969da";
            case "gigafleet online" -> "#54aeff";
            case "kube", "accelerators only" -> "#cf222e";
            case "kube-sampled" -> "#fa9191";
            case "timefold" -> "#1a7f37";
            case "fenzo", "nameplate" -> "#9a6700";
            default -> "#57606a";
        };
    }
}
