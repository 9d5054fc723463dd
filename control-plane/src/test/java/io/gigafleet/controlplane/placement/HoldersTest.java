package io.gigafleet.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldersTest {

    private static final Replica FIRST = replica("chat-0-1", "chat", 0, 0);
    private static final Replica SECOND = replica("chat-0-1p1", "chat", 0, 1);
    private static final Replica OTHER = replica("code-0-1", "code", 0, 0);

    private static Replica replica(String id, String service, int slot, int part) {
        return new Replica(
                id,
                service,
                slot,
                part,
                "r0",
                List.of(part),
                ReplicaState.SERVING,
                true,
                false,
                1,
                "");
    }

    @Test
    void partsOfOneCopyHoldTheirSlotTogether() {
        assertThat(new Holders().of(List.of(FIRST, SECOND, OTHER)).get("chat"))
                .containsOnlyKeys(0)
                .containsValue(List.of(new Copy("chat-0-1", List.of(FIRST, SECOND))));
    }

    @Test
    void whatDrainsHoldsNothing() {
        Replica draining = FIRST.in(ReplicaState.DRAINING, "to go");

        assertThat(new Holders().of(List.of(draining))).isEmpty();
    }

    @Test
    void whatChangedIsFoundAnewAndTheRestIsRemembered() {
        Holders holders = new Holders();
        var before = holders.of(List.of(FIRST, SECOND, OTHER));
        Replica leaving = SECOND.toLeave("makes room");
        var after = holders.of(List.of(FIRST, leaving, OTHER));

        assertThat(after.get("code")).isSameAs(before.get("code"));
        assertThat(after.get("chat"))
                .containsValue(List.of(new Copy("chat-0-1", List.of(FIRST, leaving))));
    }

    @Test
    void serviceThatIsGoneIsForgotten() {
        Holders holders = new Holders();
        holders.of(List.of(FIRST, SECOND, OTHER));

        assertThat(holders.of(List.of(OTHER))).containsOnlyKeys("code");
    }
}
