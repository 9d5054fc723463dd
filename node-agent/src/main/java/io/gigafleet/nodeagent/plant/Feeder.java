package io.gigafleet.nodeagent.plant;

import io.gigafleet.schemas.manifest.Site;

/**
 * What brings power to one domain: two feeds, a breaker, and a meter on the feeder's side.
 *
 * <p>With both feeds it carries its continuous watts for ever, with one its failover watts. It is
 * dark when no feed is left, when its breaker is open, or when the domain above it is dark.
 */
public final class Feeder {

    /** How many feeds a domain has when all is well. */
    public static final int FEEDS = 2;

    private final Site.Domain domain;
    private final Breaker breaker = new Breaker();
    private int lostFeeds;
    private boolean darkAbove;
    private long watts;
    private long wattsMax;
    private double energyJoules;

    Feeder(Site.Domain domain) {
        this.domain = domain;
    }

    public String name() {
        return domain.name();
    }

    /** Sets how many of its feeds are lost. */
    public void lose(int feeds) {
        if (feeds < 0 || feeds > FEEDS) {
            throw new IllegalArgumentException(
                    feeds
                            + " feeds of "
                            + name()
                            + " can't be lost: it has "
                            + FEEDS
                            + ". Name 0, 1 or 2");
        }
        lostFeeds = feeds;
    }

    public int lostFeeds() {
        return lostFeeds;
    }

    public Breaker breaker() {
        return breaker;
    }

    /** Opens the breaker, as it was left. */
    public void open() {
        breaker.open();
    }

    /** Closes the breaker after it opened. */
    public void close() {
        breaker.close();
    }

    /** Feeds that bring power to the domain now; 0 when it is dark for whatever reason. */
    public int feedsPresent() {
        return breaker.isOpen() || darkAbove ? 0 : FEEDS - lostFeeds;
    }

    public boolean isDark() {
        return feedsPresent() == 0;
    }

    /** What the feeds that are present carry for ever. */
    public long budgetWatts() {
        return switch (feedsPresent()) {
            case 0 -> 0;
            case FEEDS -> domain.continuousWatts();
            default -> domain.failoverWatts().orElse(domain.continuousWatts());
        };
    }

    /** What is drawn through it. */
    public long watts() {
        return watts;
    }

    /** The most that was drawn since {@link #beginInterval}. */
    public long wattsMax() {
        return wattsMax;
    }

    /** Energy drawn through it since the process began. */
    public double energyJoules() {
        return energyJoules;
    }

    /** Starts a new interval for the maximum. */
    public void beginInterval() {
        wattsMax = watts;
    }

    void darkAbove(boolean dark) {
        darkAbove = dark;
    }

    /** Takes what hangs on it now; true if that opened the breaker. */
    boolean carry(long drawnWatts, double seconds) {
        watts = isDark() ? 0 : drawnWatts;
        wattsMax = Math.max(wattsMax, watts);
        energyJoules += watts * seconds;
        return !isDark() && breaker.step((double) watts / Math.max(1, budgetWatts()), seconds);
    }
}
