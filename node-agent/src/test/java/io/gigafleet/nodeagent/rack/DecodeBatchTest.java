package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecodeBatchTest {

    @Test
    void requestsLeaveInTheOrderOfTheirEnds() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DecodeBatch batch = new DecodeBatch();
            PriorityQueue<Long> expected = new PriorityQueue<>();
            for (int turn = 0; turn < 2_000; turn++) {
                if (batch.size() < DecodeBatch.LIMIT && random.nextInt(5) < 3) {
                    long end = random.nextLong(1_000);
                    batch.add(end, end + 0.5, (int) end, (int) end + 1);
                    expected.add(end);
                } else if (batch.size() > 0) {
                    assertThat(batch.nextEnd()).as("seed %s", seed).isEqualTo(expected.poll());
                    assertThat(batch.nextFirstTokenMillis()).isEqualTo(batch.nextEnd() + 0.5);
                    assertThat(batch.nextContextTokens()).isEqualTo(batch.nextOutputTokens() + 1);
                    batch.removeNext();
                }
                assertThat(batch.size()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void batchKeepsItsLimit() {
        DecodeBatch batch = new DecodeBatch();
        for (int i = 0; i < DecodeBatch.LIMIT; i++) {
            batch.add(i, 0, 1, 1);
        }

        assertThatThrownBy(() -> batch.add(0, 0, 1, 1)).hasMessageContaining("1024");
    }
}
