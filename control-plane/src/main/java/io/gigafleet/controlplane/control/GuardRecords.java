package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.SuggestionRow;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.Modes;
import java.util.List;
import java.util.OptionalLong;

/** What the audit log says of the guard's acts. */
final class GuardRecords {

    /** Who acts, in the audit log. */
    static final String ACTOR = "safety";

    /** Before the action of what was only proposed. */
    static final String SUGGESTED = "suggest-";

    private GuardRecords() {}

    /**
     * An entry, of when it happened: it may have waited for the database.
     *
     * @param modes with what is approved: what was done on somebody's word says on whose
     */
    static AuditEntry entry(SeenAct seen, Modes modes) {
        GuardAct act = seen.act();
        return new AuditEntry(
                ACTOR,
                act.done() ? act.action() : SUGGESTED + act.action(),
                act.subject(),
                act.automation().word() + ": " + act.numbers() + approval(act, modes),
                OptionalLong.of(seen.atMillis()));
    }

    /** Suggestions of an automation that begin to stand, as acts that were only proposed. */
    static List<SeenAct> begun(List<SuggestionRow> rows, Automation automation) {
        return rows.stream()
                .filter(row -> row.stands() && row.suggestion().automation() == automation)
                .map(
                        row ->
                                new SeenAct(
                                        new GuardAct(
                                                automation,
                                                row.suggestion().action(),
                                                row.suggestion().subject(),
                                                row.suggestion().numbers(),
                                                false),
                                        row.sinceMillis()))
                .toList();
    }

    private static String approval(GuardAct act, Modes modes) {
        return modes.approvals().stream()
                .filter(approval -> act.done() && approval.automation() == act.automation())
                .filter(approval -> approval.subject().equals(act.subject()))
                .map(approval -> "; approved by " + approval.by())
                .findFirst()
                .orElse("");
    }
}
