package io.gigafleet.nodeagent.plant;

import io.gigafleet.schemas.manifest.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The power tree of a site: a feeder for each domain, parents before children.
 *
 * <p>What a rack draws goes through the feeder it hangs on and through all above it. A feeder that
 * is dark draws nothing from above, and all below it are dark.
 */
public final class PowerTree {

    private static final int ROOT = -1;

    private final List<Feeder> feeders = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final long[] throughWatts;

    /**
     * @param domains a sound tree, as the manifests' checks left it, in any order
     */
    public PowerTree(List<Site.Domain> domains) {
        Map<String, Site.Domain> byName = new HashMap<>();
        domains.forEach(domain -> byName.put(domain.name(), domain));
        domains.forEach(domain -> add(domain, byName));
        throughWatts = new long[feeders.size()];
    }

    private int add(Site.Domain domain, Map<String, Site.Domain> byName) {
        Integer known = indexes.get(domain.name());
        if (known != null) {
            return known;
        }
        Site.Domain above = byName.get(domain.parent());
        int parent = above == null ? ROOT : add(above, byName);
        int index = feeders.size();
        feeders.add(new Feeder(domain));
        parents.add(parent);
        indexes.put(domain.name(), index);
        return index;
    }

    /** All feeders, parents before children. */
    public List<Feeder> feeders() {
        return List.copyOf(feeders);
    }

    /** The place of a domain among {@link #feeders}; empty if the site has none of that name. */
    public Optional<Integer> indexOf(String domain) {
        return Optional.ofNullable(indexes.get(domain));
    }

    public Optional<Feeder> feeder(String domain) {
        return indexOf(domain).map(feeders::get);
    }

    /** A domain and all above it, from the nearest to the root; empty if there is none. */
    public List<String> upFrom(String domain) {
        List<String> path = new ArrayList<>();
        int at = indexOf(domain).orElse(ROOT);
        while (at != ROOT) {
            path.add(feeders.get(at).name());
            at = parents.get(at);
        }
        return path;
    }

    /**
     * Lets time go by.
     *
     * @param drawnWatts what the racks that hang on each feeder itself draw, by its index
     * @return the feeders whose breakers opened
     */
    public List<Feeder> step(long[] drawnWatts, double seconds) {
        darken();
        System.arraycopy(drawnWatts, 0, throughWatts, 0, throughWatts.length);
        List<Feeder> opened = new ArrayList<>();
        for (int i = feeders.size() - 1; i >= 0; i--) {
            Feeder feeder = feeders.get(i);
            if (feeder.carry(throughWatts[i], seconds)) {
                opened.add(feeder);
            }
            if (parents.get(i) != ROOT) {
                throughWatts[parents.get(i)] += feeder.watts();
            }
        }
        if (!opened.isEmpty()) {
            darken();
        }
        return opened;
    }

    /** Makes what lies below a dark feeder dark; after a change that must be known at once. */
    public void darken() {
        for (int i = 0; i < feeders.size(); i++) {
            int parent = parents.get(i);
            feeders.get(i).darkAbove(parent != ROOT && feeders.get(parent).isDark());
        }
    }
}
