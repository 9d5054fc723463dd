package io.gigafleet.controlplane.archfixture.bus;

import io.gigafleet.controlplane.archfixture.ledger.LedgerThatKnowsTheBus;

/** Breaks the rule that ledger and bus are strangers, and closes a cycle. */
public final class BusThatKnowsTheLedger {

    public int load(LedgerThatKnowsTheBus ledger) {
        return ledger.hashCode();
    }
}
