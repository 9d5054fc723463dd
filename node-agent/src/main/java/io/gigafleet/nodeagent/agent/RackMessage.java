package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.RackStatus;
import java.util.Optional;

/** What other threads ask of a rack or its loop; the simulation thread does it. */
public sealed interface RackMessage {

    String rackId();

    /** Asked of a rack that is hosted already. */
    sealed interface OfRack extends RackMessage {}

    /** A judged and persisted assignment. */
    record Apply(Assignment assignment) implements OfRack {
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
    record Refused(String rackId, String reason) implements OfRack {}

    /** The rack found out on Kafka what it said last, before its state was lost or ever made. */
    record Recalled(String rackId, Optional<RackStatus> last) implements OfRack {}

    /** A power cap that just arrived. */
    record Cap(RackCap cap) implements OfRack {
        @Override
        public String rackId() {
            return cap.getRackId();
        }
    }

    /** The meters above the rack leave it another supply. */
    record Supplied(String rackId, RackSupply supply) implements OfRack {}

    /** A fault: leak sensors change. */
    record Leak(String rackId, LeakState state) implements OfRack {}

    /** A fault: something is wrong with the rack that a stage will find, or a service feel. */
    record Break(String rackId, RackFault fault) implements OfRack {}

    /**
     * A fault: something goes wrong with the rack at work.
     *
     * @param millis how long it lasts; 0: until it is mended
     */
    record Suffer(String rackId, Trouble trouble, long millis) implements OfRack {}

    /**
     * A fault: something goes wrong with a coolant loop.
     *
     * @param rackId one of its racks; empty: the loop is named
     * @param loop its name; empty: a rack is named
     * @param millis how long it lasts; 0: until it is mended
     */
    record SufferLoop(String rackId, String loop, LoopTrouble trouble, long millis)
            implements RackMessage {}

    /** Ends all faults of the rack that a repair ends, water too. */
    record Mend(String rackId) implements OfRack {}

    /** A fault: the rack sends nothing for a while. */
    record Silence(String rackId, long millis) implements OfRack {}
}
