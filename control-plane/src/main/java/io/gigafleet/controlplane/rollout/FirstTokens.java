package io.gigafleet.controlplane.rollout;

/** Notes when racks that are in service served their first token. */
final class FirstTokens {

    /**
     * A rack may get its first replica a while after its rollout is over: so long it is watched.
     */
    private static final long WATCHED_MILLIS = 3_600_000;

    private FirstTokens() {}

    static void note(RolloutInput input, Draft draft, RolloutState state) {
        if (state.finishedAtMillis().isPresent()
                && input.now() - state.finishedAtMillis().getAsLong() >= WATCHED_MILLIS) {
            return;
        }
        for (Member member : draft.members(state.rollout())) {
            if (member.state() == Member.State.DONE
                    && member.firstTokenAtMillis().isEmpty()
                    && input.signs().servesTokens(member.rack())) {
                draft.put(member.servedFirstToken(input.now()));
            }
        }
    }
}
