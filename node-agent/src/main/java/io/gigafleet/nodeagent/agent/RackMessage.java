package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.RackStatus;
import java.util.Optional;

/** What other threads ask of one rack; the simulation thread does it. */
public sealed interface RackMessage {

    String rackId();

    /** A judged and persisted assignment. */
    record Apply(Assignment assignment) implements RackMessage {
        @Override
        public String rackId() {
            return assignment.getRackId();
        }
    }

    /** A rack that nobody declared came to a loop; its first assignment is applied. */
    record TakeIn(RackController rack, String loop) implements RackMessage {
        @Override
        public String rackId() {
            return rack.rackId();
        }
    }

    /** An assignment was not accepted. */
    record Refused(String rackId, String reason) implements RackMessage {}

    /** The rack found out on Kafka what it said last, before its state was lost or ever made. */
    record Recalled(String rackId, Optional<RackStatus> last) implements RackMessage {}

    /** A power cap that just arrived. */
    record Cap(RackCap cap) implements RackMessage {
        @Override
        public String rackId() {
            return cap.getRackId();
        }
    }

    /** The meters above the rack leave it another supply. */
    record Supplied(String rackId, RackSupply supply) implements RackMessage {}

    /** A fault: leak sensors change. */
    record Leak(String rackId, LeakState state) implements RackMessage {}

    /** A fault: something is wrong with the rack that a stage will find, or a service feel. */
    record Break(String rackId, RackFault fault) implements RackMessage {}

    /**
     * A fault: something goes wrong with the rack at work.
     *
     * @param millis how long it lasts; 0: until it is mended
     */
    record Suffer(String rackId, Trouble trouble, long millis) implements RackMessage {}

    /**
     * A fault: something goes wrong with the coolant loop a rack is on.
     *
     * @param millis how long it lasts; 0: until it is mended
     */
    record SufferLoop(String rackId, LoopTrouble trouble, long millis) implements RackMessage {}

    /** Ends all faults of the rack that a repair ends, water too. */
    record Mend(String rackId) implements RackMessage {}

    /** A fault: the rack sends nothing for a while. */
    record Silence(String rackId, long millis) implements RackMessage {}
}
