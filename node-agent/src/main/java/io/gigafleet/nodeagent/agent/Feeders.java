package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The domains above this agent's racks: follows their meters and tells each rack when its supply
 * changes. The way from a meter to a rack passes no plane.
 */
public final class Feeders {

    private static final Logger LOG = LoggerFactory.getLogger(Feeders.class);

    private final PowerTree tree;
    private final Mailbox mailbox;
    private final Map<String, FeederWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, List<String>> pathOfRack = new HashMap<>();
    private final Map<String, Set<String>> racksOfDomain = new HashMap<>();
    private final Map<String, RackSupply> supplyOfRack = new HashMap<>();

    Feeders(SitePower power, Mailbox mailbox) {
        tree = new PowerTree(power.domains());
        this.mailbox = mailbox;
    }

    /**
     * Connects a rack to its domain and all above it, before any meter was heard. A rack of a
     * domain that the site does not have is never braked.
     */
    synchronized void hang(String rackId, String domain) {
        List<String> path = tree.upFrom(domain);
        pathOfRack.put(rackId, path);
        for (String above : path) {
            racksOfDomain.computeIfAbsent(above, name -> new HashSet<>()).add(rackId);
            watches.computeIfAbsent(above, name -> new FeederWatch());
        }
    }

    /** Connects a rack that just came in, and tells it what it finds. */
    synchronized void takeIn(String rackId, String domain) throws InterruptedException {
        hang(rackId, domain);
        tell(rackId);
    }

    /** True if a rack of this agent hangs below the domain. Any thread may ask. */
    public boolean follows(String domain) {
        return watches.containsKey(domain);
    }

    /**
     * Takes a record of a followed domain's meter, unless a newer one overtook it, as urgent ones
     * do.
     */
    public synchronized void take(FacilityRecord record, long monotonicMillis)
            throws InterruptedException {
        FeederWatch watch = watches.get(record.getMeter().getDomain());
        if (watch != null && watch.isNews(record.getBootId(), record.getSequence())) {
            take(record.getMeter(), monotonicMillis);
        }
    }

    /** Takes a reading of a followed domain's meter; waits if the simulation is far behind. */
    synchronized void take(MeterReading meter, long monotonicMillis) throws InterruptedException {
        FeederWatch watch = watches.get(meter.getDomain());
        if (watch == null) {
            return;
        }
        RackSupply before = watch.supply();
        RackSupply now = watch.take(meter, monotonicMillis);
        if (now == before) {
            return;
        }
        LOG.warn(
                "supply changed domain={} supply={} watts={} budgetWatts={} feedsPresent={}",
                meter.getDomain(),
                now,
                meter.getWatts(),
                meter.getBudgetWatts(),
                meter.getFeedsPresent());
        for (String rack :
                new ArrayList<>(racksOfDomain.getOrDefault(meter.getDomain(), Set.of()))) {
            tell(rack);
        }
    }

    private void tell(String rackId) throws InterruptedException {
        RackSupply worst = RackSupply.FULL;
        for (String above : pathOfRack.getOrDefault(rackId, List.of())) {
            FeederWatch watch = watches.get(above);
            if (watch != null) {
                worst = worst.orWorse(watch.supply());
            }
        }
        if (supplyOfRack.getOrDefault(rackId, RackSupply.FULL) != worst) {
            supplyOfRack.put(rackId, worst);
            mailbox.post(new RackMessage.Supplied(rackId, worst));
        }
    }
}
