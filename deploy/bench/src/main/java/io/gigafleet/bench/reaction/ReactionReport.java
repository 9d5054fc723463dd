package io.gigafleet.bench.reaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gigafleet.bench.Machine;
import io.gigafleet.bench.fleet.Usage;
import io.gigafleet.bench.reaction.Surges.Reaction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured.
 *
 * @param replicasServing when the first crossing began
 * @param crossings PDUs that were taken over their limit
 * @param unanswered crossings that no cap ended while they lasted
 * @param pduLoadAtCrossing share of its budget a PDU drew, the least of all crossings
 * @param cpuCores by process: cores' worth of CPU while crossings were made
 * @param residentMegabytes by process, at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReactionReport(
        String benchmark,
        long seed,
        Machine machine,
        int racks,
        int replicasServing,
        int crossings,
        int unanswered,
        double pduLoadAtCrossing,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        Map<String, Double> cpuCores,
        Map<String, Long> residentMegabytes) {

    ReactionReport {
        cpuCores = new TreeMap<>(cpuCores);
        residentMegabytes = new TreeMap<>(residentMegabytes);
    }

    /** What a run of crossings measured, and what it used. */
    record Run(
            List<Reaction> reactions,
            int crossings,
            double seconds,
            Map<String, Usage> before,
            Map<String, Usage> after) {}

    static ReactionReport of(long seed, Machine machine, int racks, int serving, Run run) {
        List<Double> millis = run.reactions().stream().map(Reaction::millis).sorted().toList();
        Map<String, Double> cores = new TreeMap<>();
        Map<String, Long> resident = new TreeMap<>();
        run.after()
                .forEach(
                        (name, usage) -> {
                            Usage before = run.before().getOrDefault(name, new Usage(0, 0));
                            cores.put(
                                    name,
                                    (usage.cpuSeconds() - before.cpuSeconds()) / run.seconds());
                            resident.put(name, usage.residentMegabytes());
                        });
        return new ReactionReport(
                "reaction",
                seed,
                machine,
                racks,
                serving,
                run.crossings(),
                Math.max(0, run.crossings() - millis.size()),
                run.reactions().stream()
                        .mapToDouble(
                                reaction ->
                                        (double) reaction.surgedWatts() / ReactionSite.TIGHT_WATTS)
                        .min()
                        .orElse(0),
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                millis.isEmpty() ? Double.NaN : millis.getLast(),
                cores,
                resident);
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "physical crossing to enforced cap, %d racks, %d replicas serving, seed"
                            + " %d%n%d cores, %s, JDK %s, load average %.1f when it"
                            + " began%ncrossings  %d, of which %d unanswered; a PDU's load was"
                            + " %.1f%% of its budget at least%nreaction   p50 %.1f ms   p99 %.1f ms"
                            + "   max %.1f ms%n",
                        racks,
                        replicasServing,
                        seed,
                        machine.cores(),
                        machine.os(),
                        machine.java(),
                        machine.loadAverage(),
                        crossings,
                        unanswered,
                        pduLoadAtCrossing * 100,
                        p50Millis,
                        p99Millis,
                        maxMillis));
        cpuCores.forEach(
                (name, cores) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%-14s %5.1f%% of a core  %5d MB%n",
                                        name,
                                        cores * 100,
                                        residentMegabytes.getOrDefault(name, 0L))));
        return text.toString();
    }
}
