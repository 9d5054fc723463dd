package io.gigafleet.controlplane.rollout;

import java.util.OptionalLong;

/**
 * A rack as a member of one rollout.
 *
 * @param wave from 1
 * @param retriesSeen how many orders to try again were obeyed
 * @param begunAtMillis when its first stage began: for a new rack, its time on the dock
 * @param firstTokenAtMillis when it first served a token
 */
public record Member(
        String rollout,
        String rack,
        int wave,
        State state,
        int retriesSeen,
        OptionalLong begunAtMillis,
        OptionalLong inServiceAtMillis,
        OptionalLong firstTokenAtMillis) {

    /** How far a member is. */
    public enum State {
        /** Its turn has not come. */
        WAITING,
        /** On its way. */
        ACTIVE,
        /** In service. */
        DONE,
        /** Failed, and waits for its repair. */
        QUARANTINED,
        /** An operator left it out. */
        SKIPPED,
        /** The rollout ended before it was its turn or before it was done. */
        LEFT;

        /** Whether its wave need not wait for it. */
        public boolean isSettled() {
            return switch (this) {
                case WAITING, ACTIVE -> false;
                case DONE, QUARANTINED, SKIPPED, LEFT -> true;
            };
        }
    }

    /** A member whose turn has not come. */
    static Member waiting(String rollout, String rack, int wave) {
        return new Member(
                rollout,
                rack,
                wave,
                State.WAITING,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    Member in(State next) {
        return new Member(
                rollout,
                rack,
                wave,
                next,
                retriesSeen,
                begunAtMillis,
                inServiceAtMillis,
                firstTokenAtMillis);
    }

    Member begun(long now) {
        return new Member(
                rollout,
                rack,
                wave,
                State.ACTIVE,
                retriesSeen,
                begunAtMillis.isPresent() ? begunAtMillis : OptionalLong.of(now),
                inServiceAtMillis,
                firstTokenAtMillis);
    }

    Member done(long now) {
        return new Member(
                rollout,
                rack,
                wave,
                State.DONE,
                retriesSeen,
                begunAtMillis,
                OptionalLong.of(now),
                firstTokenAtMillis);
    }

    Member servedFirstToken(long now) {
        return new Member(
                rollout,
                rack,
                wave,
                state,
                retriesSeen,
                begunAtMillis,
                inServiceAtMillis,
                OptionalLong.of(now));
    }

    Member sawRetries(int retries) {
        return new Member(
                rollout,
                rack,
                wave,
                state,
                retries,
                begunAtMillis,
                inServiceAtMillis,
                firstTokenAtMillis);
    }
}
