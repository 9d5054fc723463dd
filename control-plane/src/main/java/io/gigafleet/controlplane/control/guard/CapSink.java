package io.gigafleet.controlplane.control.guard;

import io.gigafleet.schemas.v1.RackCap;
import java.util.List;

/** Where caps go. */
@FunctionalInterface
public interface CapSink {

    /** Sends caps, in this order, without waiting for their arrival. */
    void send(List<RackCap> caps);
}
