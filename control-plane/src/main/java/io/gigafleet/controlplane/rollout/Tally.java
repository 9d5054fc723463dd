package io.gigafleet.controlplane.rollout;

import java.util.Collection;

/** Counts the racks of one rollout. */
record Tally(Collection<Member> members) {

    int in(Member.State state) {
        int count = 0;
        for (Member member : members) {
            count += member.state() == state ? 1 : 0;
        }
        return count;
    }

    /** Racks whose turn has come and that are still in it. */
    int touched() {
        int touched = 0;
        for (Member member : members) {
            touched +=
                    switch (member.state()) {
                        case ACTIVE, DONE, QUARANTINED -> 1;
                        case WAITING, SKIPPED, LEFT -> 0;
                    };
        }
        return touched;
    }

    /** Whether no rack of a wave, or of one before, has to be waited for. */
    boolean isSettled(int wave) {
        for (Member member : members) {
            if (member.wave() <= wave && !member.state().isSettled()) {
                return false;
            }
        }
        return true;
    }
}
