package io.gigafleet.controlplane.archfixture.ledger;

import io.gigafleet.controlplane.archfixture.bus.BusThatKnowsTheLedger;

/** Breaks the rule that ledger and bus are strangers. */
public final class LedgerThatKnowsTheBus {

    public int publish(BusThatKnowsTheLedger bus) {
        return bus.hashCode();
    }
}
