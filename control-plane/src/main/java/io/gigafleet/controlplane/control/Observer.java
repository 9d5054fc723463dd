package io.gigafleet.controlplane.control;

import jakarta.enterprise.context.ApplicationScoped;

/** Holds the newest {@link Observation}: the loop writes it, REST and metrics read it. */
@ApplicationScoped
public class Observer {

    private volatile Observation latest = Observation.NONE;

    public Observation latest() {
        return latest;
    }

    void observed(Observation observation) {
        latest = observation;
    }
}
