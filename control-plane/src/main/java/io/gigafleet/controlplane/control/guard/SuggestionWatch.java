package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.control.guard.GuardSubject.Kind;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardOutcome;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows which suggestions stand. A suggestion is a level: it stands while the alarm of its cause
 * does and its mode is {@link Mode#SUGGEST}; one that was approved, also as long as racks are cut.
 * It is over when that has been otherwise for {@link #CALM_MILLIS}. One thread uses it.
 */
final class SuggestionWatch {

    /** How long a cause has to be gone. */
    static final long CALM_MILLIS = 10_000;

    /** What the guard does about an alarm, by the alarm's kind and that of its subject. */
    private static final Map<String, Map<Kind, Cause>> CAUSES =
            Map.of(
                    "over-band",
                    Map.of(
                            Kind.DOMAIN, new Cause(Automation.POWER, "cap"),
                            Kind.LOOP, new Cause(Automation.HEAT, "cap"),
                            Kind.SITE, new Cause(Automation.LOAD_TARGET, "cap")),
                    "hot",
                    Map.of(Kind.RACK, new Cause(Automation.HEAT, "derate")),
                    "leak",
                    Map.of(
                            Kind.RACK, new Cause(Automation.LEAK, "drain"),
                            Kind.LOOP, new Cause(Automation.LEAK, "drain")));

    private final Map<Key, Standing> standing = new TreeMap<>();
    private final List<GuardAct> untold = new ArrayList<>();
    private boolean hasLooked;

    private record Cause(Automation automation, String action) {}

    private record Key(String subject, Automation automation) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySubject = subject.compareTo(other.subject);
            return bySubject != 0 ? bySubject : automation.compareTo(other.automation);
        }
    }

    private record Standing(Suggestion suggestion, long seenAtMillis) {}

    /** Takes in a look; all that stand after it, in order of subject. */
    List<Suggestion> after(GuardOutcome outcome, long nowMillis) {
        untold.clear();
        ActingRacks acting = outcome.memory().acting();
        Modes modes = acting.modes();
        if (modes.settings().isEmpty() && modes.held().isEmpty()) {
            standing.clear(); // everything acts
            return List.of();
        }
        if (!hasLooked) {
            hasLooked = true;
            inherit(modes, nowMillis);
        }
        ActingRacks asking = acting.unapproved();
        see(outcome, asking, nowMillis);
        standing.entrySet()
                .removeIf(
                        each -> isOver(each.getKey(), each.getValue(), outcome, asking, nowMillis));
        return standing.values().stream().map(Standing::suggestion).toList();
    }

    /** Proposals of the newest look that the guard itself did not tell of. */
    List<GuardAct> untold() {
        return List.copyOf(untold);
    }

    /** What was approved under another leader stands until this guard finds that it is calm. */
    private void inherit(Modes modes, long nowMillis) {
        for (Approval approval : modes.approvals()) {
            if (approval.automation() != Automation.HEALTH) { // the leader's own
                Suggestion suggestion =
                        new Suggestion(
                                approval.automation(),
                                "act",
                                approval.subject(),
                                "approved by " + approval.by());
                standing.put(
                        new Key(approval.subject(), approval.automation()),
                        new Standing(suggestion, nowMillis));
            }
        }
    }

    private void see(GuardOutcome outcome, ActingRacks asking, long nowMillis) {
        Map<Key, GuardAct> told = new HashMap<>();
        for (GuardAct act : outcome.acts()) {
            if (!act.done()) {
                told.put(new Key(act.subject(), act.automation()), act);
            }
        }
        for (GuardAlarm alarm : outcome.alarms()) {
            Map<Kind, Cause> causes = CAUSES.getOrDefault(alarm.key().split(" ", 2)[0], Map.of());
            if (!causes.isEmpty()) {
                GuardSubject.named(alarm.subject(), asking.topology())
                        .filter(subject -> causes.containsKey(subject.kind()))
                        .ifPresent(
                                subject ->
                                        see(
                                                alarm,
                                                subject,
                                                Objects.requireNonNull(causes.get(subject.kind())),
                                                asking,
                                                told,
                                                nowMillis));
            }
        }
    }

    private void see(
            GuardAlarm alarm,
            GuardSubject subject,
            Cause cause,
            ActingRacks asking,
            Map<Key, GuardAct> told,
            long nowMillis) {
        Key key = new Key(alarm.subject(), cause.automation());
        Standing known = standing.get(key);
        if (known != null) {
            standing.put(key, new Standing(known.suggestion(), nowMillis));
        } else if (standing.size() < Suggestion.MOST_STANDING
                && subject.mode(cause.automation(), asking) == Mode.SUGGEST) {
            GuardAct act =
                    told.computeIfAbsent(
                            key,
                            it -> {
                                GuardAct late = late(alarm, cause);
                                untold.add(late);
                                return late;
                            });
            standing.put(key, new Standing(suggestion(act), nowMillis));
        }
    }

    /** What the guard would have told if it had been in this mode when it began. */
    private static GuardAct late(GuardAlarm alarm, Cause cause) {
        return new GuardAct(
                cause.automation(),
                cause.action(),
                alarm.subject(),
                alarm.text().split(": ", 2)[0],
                false);
    }

    private static Suggestion suggestion(GuardAct act) {
        return new Suggestion(act.automation(), act.action(), act.subject(), act.numbers());
    }

    private static boolean isOver(
            Key key, Standing standing, GuardOutcome outcome, ActingRacks asking, long nowMillis) {
        Optional<GuardSubject> subject = GuardSubject.named(key.subject(), asking.topology());
        if (subject.isEmpty() || subject.get().mode(key.automation(), asking) != Mode.SUGGEST) {
            return true;
        }
        return nowMillis - standing.seenAtMillis() >= CALM_MILLIS
                && !(isApproved(key, outcome) && isAnyCut(subject.get(), outcome));
    }

    private static boolean isApproved(Key key, GuardOutcome outcome) {
        return outcome.memory().acting().modes().isApproved(key.automation(), key.subject());
    }

    /** Whether a rack of the subject may draw less than otherwise, or take nothing new. */
    private static boolean isAnyCut(GuardSubject subject, GuardOutcome outcome) {
        Topology topology = outcome.memory().topology();
        long[] cutWatts = outcome.memory().power().cutWatts();
        for (int rack = 0; rack < cutWatts.length; rack++) {
            boolean isCut = cutWatts[rack] != Long.MAX_VALUE || outcome.barred().containsKey(rack);
            if (isCut && subject.has(rack, topology)) {
                return true;
            }
        }
        return false;
    }
}
