package io.gigafleet.nodeagent.rack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestQueueTest {

    @Test
    void requestsLeaveInTheOrderTheyCameHoweverTheRingGrows() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RequestQueue queue = new RequestQueue();
            ArrayDeque<Integer> expected = new ArrayDeque<>();
            for (int turn = 0; turn < 5_000; turn++) {
                if (random.nextInt(5) < 3) {
                    boolean taken = queue.offer(turn, turn + 1, turn + 2, turn + 3);
                    assertThat(taken).isEqualTo(expected.size() < RequestQueue.LIMIT);
                    if (taken) {
                        expected.add(turn);
                    }
                } else if (queue.size() > 0) {
                    int head = expected.remove();
                    assertThat(queue.arrivalMillis(0)).as("seed %s", seed).isEqualTo(head);
                    assertThat(queue.prefillTokens(0)).isEqualTo(head + 1);
                    assertThat(queue.contextTokens(0)).isEqualTo(head + 2);
                    assertThat(queue.outputTokens(0)).isEqualTo(head + 3);
                    queue.removeHead();
                }
                assertThat(queue.size()).isEqualTo(expected.size());
            }
        }
    }
}
