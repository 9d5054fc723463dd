package io.gigafleet.bench.placement;

/**
 * A node of the power tree, or the coolant loop of one CDU.
 *
 * @param parent index of the domain it hangs on, or {@link #NO_PARENT}
 * @param budgetWatts watts or heat for accelerators, base load already taken off
 */
public record Domain(Kind kind, int id, int parent, long budgetWatts) {

    /** The parent of the site. */
    public static final int NO_PARENT = -1;

    /** What a domain is; in files the word in lower case. */
    public enum Kind {
        SITE,
        HALL,
        ROW,
        CDU
    }

    public Domain {
        if (budgetWatts <= 0) {
            throw new IllegalArgumentException(
                    "budgetWatts of "
                            + kind
                            + " "
                            + id
                            + " is "
                            + budgetWatts
                            + ", not above zero");
        }
    }
}
