package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.nodeagent.rack.fault.RackFaults;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.RackStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent remembers of one rack's commissioning over a restart: what the rack should be, how
 * far its newest stage is, what was found, its firmware, and what is broken.
 *
 * <p>A disk that can't be written does not stop a stage; it is reported once until it works again.
 */
final class CommissioningRecord {

    private static final Logger LOG = LoggerFactory.getLogger(CommissioningRecord.class);
    private static final String REPAIRS = "repairs";
    private static final String ACCELERATOR_DEAD = "acceleratorDead";
    private static final String MENDED = "mended";
    private static final String ON_DEMAND = "onDemand";

    private final String rackId;
    private final StateDirectory state;
    private final Properties wear;
    private ExpectedRack expected;
    private Optional<RackStatus> said;
    private boolean failing;

    CommissioningRecord(String rackId, StateDirectory state) throws IOException {
        this.rackId = rackId;
        this.state = state;
        expected = state.expected(rackId).orElse(ExpectedRack.getDefaultInstance());
        said = state.commissioning(rackId);
        wear = state.wear(rackId);
    }

    /** The rack that should stand there; empty fields: nobody has said. */
    ExpectedRack expected() {
        return expected;
    }

    void expected(ExpectedRack now) {
        if (!now.equals(expected)) {
            expected = now;
            write(() -> state.expected(rackId, now));
        }
    }

    /** Its firmware, its newest stage and what was found, as last written. */
    Optional<RackStatus> said() {
        return said;
    }

    void said(RackStatus now) {
        said = Optional.of(now);
        write(() -> state.commissioning(rackId, now));
    }

    int repairs() {
        return Integer.parseInt(wear.getProperty(REPAIRS, "0"));
    }

    boolean acceleratorDead() {
        return Boolean.parseBoolean(wear.getProperty(ACCELERATOR_DEAD, "false"));
    }

    /** Gives back the faults that were made on demand. */
    void restore(RackFaults faults) {
        if (Boolean.parseBoolean(wear.getProperty(MENDED, "false"))) {
            faults.mend();
        }
        for (String made : wear.getProperty(ON_DEMAND, "").split(" ", -1)) {
            if (!made.isEmpty()) {
                int colon = made.indexOf(':');
                faults.make(
                        new RackFaults.OnDemand(
                                RackFault.ofWord(made.substring(0, colon)),
                                Integer.parseInt(made.substring(colon + 1))));
            }
        }
    }

    void wear(int repairs, boolean acceleratorDead, RackFaults faults) {
        wear.setProperty(REPAIRS, Integer.toString(repairs));
        wear.setProperty(ACCELERATOR_DEAD, Boolean.toString(acceleratorDead));
        wear.setProperty(MENDED, Boolean.toString(faults.isMended()));
        wear.setProperty(
                ON_DEMAND,
                faults.onDemand().stream()
                        .map(made -> made.fault().word() + ":" + made.repairs())
                        .collect(Collectors.joining(" ")));
        write(() -> state.wear(rackId, wear));
    }

    private interface Write {
        void now() throws IOException;
    }

    private void write(Write write) {
        try {
            write.now();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("commissioning can't be persisted, going on rack={}", rackId, e);
            }
            failing = true;
        }
    }
}
