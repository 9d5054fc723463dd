package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.safety.GuardAct;
import java.time.Instant;

/** What the audit log says of the guard's acts. */
final class GuardRecords {

    /** Who acts, in the audit log. */
    static final String ACTOR = "safety";

    /** Before the action of what was only proposed. */
    static final String SUGGESTED = "suggest-";

    private static final long LATE_MILLIS = 2_000;

    private GuardRecords() {}

    /** An entry; one that could not be written at once says when it happened. */
    static AuditEntry entry(SeenAct seen, long nowMillis) {
        GuardAct act = seen.act();
        String detail = act.automation().word() + ": " + act.numbers();
        return new AuditEntry(
                ACTOR,
                act.done() ? act.action() : SUGGESTED + act.action(),
                act.subject(),
                nowMillis - seen.atMillis() < LATE_MILLIS
                        ? detail
                        : detail + "; this was at " + Instant.ofEpochMilli(seen.atMillis()));
    }
}
