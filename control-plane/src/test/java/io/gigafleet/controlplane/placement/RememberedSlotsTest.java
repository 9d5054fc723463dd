package io.gigafleet.controlplane.placement;

import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedSlotsTest {

    private static final int STEPS = 500;
    private static final ServiceView CHAT = service("chat", 8, 2, 1);

    private final RememberedSlots slots = new RememberedSlots();

    @Test
    void equalFleetHasTheSameAnswer() {
        Slots.Change first = slots.change(fleet(new Random(1)), Set.of());
        assertThat(slots.change(fleet(new Random(1)), Set.of())).isSameAs(first);
    }

    @Test
    void itSaysWhatSlotsSayWhateverChanges() {
        Random random = new Random(2);
        FleetView view = fleet(random);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextBoolean()) {
                view = fleet(random);
            }
            Set<String> evicted =
                    random.nextInt(4) == 0
                            ? Set.of(view.topology().rack(random.nextInt(4)).name())
                            : Set.of();
            assertThat(slots.change(view, evicted)).isEqualTo(Slots.change(view, evicted));
        }
    }

    private static FleetView fleet(Random random) {
        TestFleet fleet = new TestFleet().service(CHAT);
        for (int slot = 0; slot < 3; slot++) {
            if (random.nextInt(3) > 0) {
                fleet.replica(copy(slot, random));
            }
        }
        if (random.nextInt(3) == 0) {
            fleet.rack(random.nextInt(4), rackView(Condition.FRESH, true, random.nextBoolean()));
        }
        return fleet.view();
    }

    private static Replica copy(int slot, Random random) {
        ReplicaState[] states = {
            ReplicaState.ASSIGNED, ReplicaState.SERVING, ReplicaState.DRAINING
        };
        Replica copy = replica(CHAT, slot, slot, 0, states[random.nextInt(states.length)]);
        return random.nextBoolean() ? copy.withRouting(false) : copy;
    }
}
