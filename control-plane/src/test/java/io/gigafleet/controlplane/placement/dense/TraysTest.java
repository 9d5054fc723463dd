package io.gigafleet.controlplane.placement.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TraysTest {

    private static long[] choose(long[] free, int slots, int perTray, int wanted) {
        long[] chosen = new long[free.length];
        Trays.choose(free, 0, chosen, slots, perTray, wanted);
        return chosen;
    }

    @Test
    void wholeTraysAreTakenWhole() {
        assertThat(choose(new long[] {0xFFE}, 12, 4, 8)).containsExactly(0xFF0L);
    }

    @Test
    void restComesFromTheTrayWithTheFewestFree() {
        assertThat(choose(new long[] {0b1111_1111_0100}, 12, 4, 1)).containsExactly(0b100L);
    }

    @Test
    void traysMayLieAcrossTwoWords() {
        long[] free = {-1L << 60, 0xFFL};
        assertThat(choose(free, 72, 12, 12)).containsExactly(-1L << 60, 0xFFL);
    }

    @Test
    void moreThanIsFreeIsRefused() {
        assertThatThrownBy(() -> choose(new long[] {0b11}, 8, 4, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("asked for 3 accelerators, 1 more than are free");
    }

    @Test
    void choiceIsFreeAndOfTheRightSizeOnAnyRack() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            int slots = 1 + random.nextInt(256);
            int perTray = 1 + random.nextInt(16);
            long[] free = new long[4];
            int count = 0;
            for (int slot = 0; slot < slots; slot++) {
                if (random.nextInt(3) > 0) {
                    free[slot >> 6] |= 1L << slot;
                    count++;
                }
            }
            int wanted = count == 0 ? 0 : random.nextInt(count + 1);
            long[] chosen = choose(free, slots, perTray, wanted);
            int taken = 0;
            for (int word = 0; word < 4; word++) {
                assertThat(chosen[word] & ~free[word]).as("seed " + seed).isZero();
                taken += Long.bitCount(chosen[word]);
            }
            assertThat(taken).as("seed " + seed).isEqualTo(wanted);
        }
    }
}
