package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.GuardAlarm;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardActsTest {

    private final GuardActs acts = new GuardActs();

    private static GuardAct act(int number) {
        return new GuardAct(Automation.POWER, "cap", "domain/d", "number " + number, true);
    }

    private List<String> oldest(int limit) {
        return acts.oldest(limit).stream().map(seen -> seen.act().numbers()).toList();
    }

    @Test
    void actsWaitInOrderUntilTheyAreRecorded() {
        acts.add(List.of(act(1), act(2)), 100);
        acts.add(List.of(act(3)), 200);

        assertThat(oldest(2)).containsExactly("number 1", "number 2");
        assertThat(oldest(2)).as("nothing is lost by looking").hasSize(2);

        acts.recorded(2);

        assertThat(acts.oldest(10)).containsExactly(new SeenAct(act(3), 200));
    }

    @Test
    void fullQueueKeepsTheFirstCountsTheRestAndSaysSo() {
        acts.add(
                IntStream.range(0, GuardActs.MOST_WAITING).mapToObj(GuardActsTest::act).toList(),
                0);
        assertThat(acts.alarm()).isEmpty();

        acts.add(Collections.nCopies(2, act(-1)), 1_000);
        acts.add(List.of(act(-1)), 61_000);

        assertThat(acts.waiting()).isEqualTo(GuardActs.MOST_WAITING);
        assertThat(acts.dropped()).isEqualTo(3);
        assertThat(oldest(1)).containsExactly("number 0");
        assertThat(acts.alarm().map(GuardAlarm::text).orElse(""))
                .startsWith(
                        "the guard acts, but 3 of its acts from 1970-01-01T00:00:01Z to"
                                + " 1970-01-01T00:01:01Z are not in the audit log");
    }

    @Test
    void gapIsAlarmedUntilAllThatWaitedIsRecorded() {
        acts.add(Collections.nCopies(GuardActs.MOST_WAITING + 1, act(1)), 0);
        acts.recorded(GuardActs.MOST_WAITING - 1);
        assertThat(acts.alarm()).isPresent();

        acts.recorded(1);

        assertThat(acts.alarm()).isEmpty();
        assertThat(acts.dropped()).as("ever").isEqualTo(1);
    }
}
