package io.gigafleet.bench.placement;

/** What a generated instance asks for. */
public enum Mix {
    /** Fifteen models; accelerators and site watts run out about together. */
    STD,
    /** The same at 15 percent of peak more per accelerator: power runs out long before. */
    HOT,
    /** Large replicas only: 8 accelerators to a whole rack. */
    COARSE,
    /** A third of the accelerators goes to gangs of 2 to 8 whole racks of one row. */
    GANG,
    /** Tenants ask without regard to their quotas, and those add up to less than the site. */
    QUOTA
}
