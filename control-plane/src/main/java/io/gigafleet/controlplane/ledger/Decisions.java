package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one cycle decided, to be committed in one transaction or not at all.
 *
 * @param specRevision the revision of the specs it was decided on
 * @param replicas new replicas and replicas in another state, whole
 * @param room what is done to make room for slots that wait
 * @param assignments new assignments of racks; each is also sent to its rack
 * @param unplaced all slots without a place, or empty if that list did not change
 * @param seen racks whose state differs from what was last written
 * @param rollouts what was decided of rollouts
 * @param alarms raised, cleared or with another text
 * @param suggestions that begin or end
 * @param audit why, for people
 * @param outbox records for Kafka, in order
 */
public record Decisions(
        long specRevision,
        List<Replica> replicas,
        RoomMade room,
        List<RackAssignment> assignments,
        Optional<List<UnplacedSlot>> unplaced,
        List<RackSeen> seen,
        RolloutDecision rollouts,
        List<AlarmRow> alarms,
        List<SuggestionRow> suggestions,
        List<AuditEntry> audit,
        List<OutboxRecord> outbox) {

    public Decisions {
        replicas = List.copyOf(replicas);
        assignments = List.copyOf(assignments);
        unplaced = unplaced.map(List::copyOf);
        seen = List.copyOf(seen);
        alarms = List.copyOf(alarms);
        suggestions = List.copyOf(suggestions);
        audit = List.copyOf(audit);
        outbox = List.copyOf(outbox);
    }

    public boolean isEmpty() {
        return replicas.isEmpty()
                && room.isEmpty()
                && assignments.isEmpty()
                && unplaced.isEmpty()
                && seen.isEmpty()
                && rollouts.isEmpty()
                && alarms.isEmpty()
                && suggestions.isEmpty()
                && audit.isEmpty()
                && outbox.isEmpty();
    }

    /**
     * A rack's assignment as sent.
     *
     * @param payload the Protobuf record's bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    public record RackAssignment(String rack, long epoch, long generation, byte[] payload) {}

    /** A slot that has no place. */
    public record UnplacedSlot(
            String service,
            int slot,
            String reason,
            String message,
            String nearestFit,
            Map<String, Integer> funnel,
            boolean retried) {
        public UnplacedSlot {
            funnel = Map.copyOf(funnel);
        }
    }

    /**
     * What was last seen of a rack.
     *
     * @param agent id of the agent that hosts it; empty: none has reported
     * @param refusal why the agent refused a newer assignment; empty: none was refused
     * @param trip id and cause of its trip; empty: not tripped
     */
    public record RackSeen(
            String rack,
            Condition condition,
            String reason,
            long sinceMillis,
            String agent,
            long observedEpoch,
            long observedGeneration,
            String refusal,
            String trip) {

        /** The same with another reason for its condition. */
        public RackSeen because(String otherReason) {
            return in(condition, otherReason);
        }

        /** The same in another condition. */
        public RackSeen in(Condition other, String otherReason) {
            return new RackSeen(
                    rack,
                    other,
                    otherReason,
                    sinceMillis,
                    agent,
                    observedEpoch,
                    observedGeneration,
                    refusal,
                    trip);
        }
    }

    /**
     * Who did what to what, and why.
     *
     * @param atMillis when, by the plane's clock; empty: with the commit, by the database's
     */
    public record AuditEntry(
            String actor, String action, String subject, String detail, OptionalLong atMillis) {

        /** One that happens with the commit. */
        public AuditEntry(String actor, String action, String subject, String detail) {
            this(actor, action, subject, detail, OptionalLong.empty());
        }
    }

    /** A record for a topic. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    public record OutboxRecord(
            String topic, String key, Map<String, String> headers, byte[] payload) {
        public OutboxRecord {
            headers = Map.copyOf(headers);
        }
    }
}
