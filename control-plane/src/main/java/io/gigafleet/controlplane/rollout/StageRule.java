package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;

/** One stage of a rack's way: what it takes to reach it. Each is a small file of its own. */
interface StageRule {

    /** The stage to reach. */
    RackStage target();

    /** What it may take, unless a rollout says otherwise. */
    StageTerms usualTerms();

    /** Whether the rack's agent has something to do; else the plane alone sees to it. */
    default boolean asksTheAgent() {
        return true;
    }

    /**
     * Judges how it went, once the agent says that it is done (or, of a stage without an agent's
     * part, at any time).
     */
    Outcome judge(StageCase rack);

    /** What is said while the agent is at it. */
    default String underWay(StageCase rack) {
        return "under way";
    }
}
