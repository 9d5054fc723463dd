package io.gigafleet.controlplane.safety.power;

/** What may be asked of racks to bring a zone into its band, from the least disruptive on. */
enum Rung {
    /** Clocks of preemptible replicas fall. */
    CAP_PREEMPTIBLE,
    /** All clocks fall. */
    CAP_ALL,
    /** Preemptible replicas are held without work. */
    SUSPEND_PREEMPTIBLE,
    /** All replicas are held without work. */
    SUSPEND_ALL,
    /** The rack is cut off. */
    ISOLATE;

    /** The next one, or the same if it is the last that is allowed. */
    Rung next(Rung last) {
        return this.compareTo(last) >= 0 ? this : values()[ordinal() + 1];
    }

    boolean reaches(Rung other) {
        return compareTo(other) >= 0;
    }
}
