package io.gigafleet.bench.chart;

/** One colour for each scheduler, the same in every picture. */
final class Palette {

    private Palette() {}

    static String of(String scheduler) {
        return switch (scheduler) {
            case "gigafleet" -> "#0969da";
            case "gigafleet online" -> "#54aeff";
            case "kube" -> "#cf222e";
            case "kube-sampled" -> "#fa9191";
            case "timefold" -> "#1a7f37";
            case "fenzo" -> "#9a6700";
            default -> "#57606a";
        };
    }
}
