package io.gigafleet.controlplane.rollout;

/** What was heard of the racks, asked for one by one: most racks are in no rollout. */
public interface RackSigns {

    /** What is known of a rack now. */
    RackEvidence of(String rack);

    /** Whether any replica on it has put out a token. */
    boolean servesTokens(String rack);
}
