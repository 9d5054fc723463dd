package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.RackIdentity;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A failure that speaks against more than its rack: firmware that does not bear the load will not
 * bear it on the next rack of that batch either. One such failure is enough, whatever the failure
 * budget says.
 */
final class KinFailure {

    private KinFailure() {}

    /**
     * Why racks not yet touched would fail too; empty if nothing says so.
     *
     * @param tickets the open ticket of a rack
     * @param resumedAt failures before that have been looked at
     */
    static Optional<String> among(
            Collection<Member> members,
            Function<String, Optional<RepairTicket>> tickets,
            Function<String, RackIdentity> identities,
            OptionalLong resumedAt) {
        return members.stream()
                .filter(member -> member.state() == Member.State.QUARANTINED)
                .flatMap(member -> tickets.apply(member.rack()).stream())
                .filter(ticket -> ticket.cause().equals(RackEvidence.Fault.FIRMWARE.name()))
                .filter(ticket -> ticket.openedAtMillis() > resumedAt.orElse(Long.MIN_VALUE))
                .findFirst()
                .map(ticket -> words(ticket, identities.apply(ticket.rack()).batch()));
    }

    private static String words(RepairTicket ticket, String batch) {
        return "%s failed by its firmware, and its kin%s would too: %s"
                .formatted(
                        ticket.rack(),
                        batch.isEmpty() ? "" : " of batch " + batch,
                        ticket.evidence());
    }
}
