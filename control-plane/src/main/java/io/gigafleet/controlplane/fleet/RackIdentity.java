package io.gigafleet.controlplane.fleet;

/**
 * What tells one rack from another of its model.
 *
 * @param position place in the row, from 1
 * @param delivery the delivery it came with; empty: none, so that it is in service at once
 * @param batch what was built together and may fail together; empty: not known
 */
public record RackIdentity(String serial, int position, String delivery, String batch) {

    /** Whether it stands in service before any rollout has touched it. */
    public boolean isInServiceAtOnce() {
        return delivery.isEmpty();
    }
}
