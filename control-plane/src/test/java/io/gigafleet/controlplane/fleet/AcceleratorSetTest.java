package io.gigafleet.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AcceleratorSetTest {

    @Test
    void setIsTheSortedListOfItsSlots() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TreeSet<Integer> slots = new TreeSet<>();
            for (int at = random.nextInt(80); at > 0; at--) {
                slots.add(random.nextInt(256));
            }
            List<Integer> sorted = new ArrayList<>(slots);
            AcceleratorSet set = AcceleratorSet.of(slots);
            assertThat((List<Integer>) set).as("seed " + seed).isEqualTo(sorted);
            assertThat(sorted).as("seed " + seed).isEqualTo(set);
            assertThat(set.hashCode()).as("seed " + seed).isEqualTo(sorted.hashCode());
            for (int slot = 0; slot < 256; slot++) {
                assertThat(set.contains(slot)).as("seed " + seed).isEqualTo(slots.contains(slot));
            }
        }
    }

    @Test
    void setsIntersectWhereTheyShareASlot() {
        assertThat(AcceleratorSet.range(0, 65).intersects(AcceleratorSet.range(64, 70))).isTrue();
        assertThat(AcceleratorSet.range(0, 64).intersects(AcceleratorSet.range(64, 70))).isFalse();
    }

    @Test
    void slotThatOccursTwiceOrIsNegativeIsRefused() {
        assertThatThrownBy(() -> AcceleratorSet.of(List.of(3, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accelerator 3 is negative or occurs twice in [3, 3]");
        assertThatThrownBy(() -> AcceleratorSet.of(List.of(2, -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
