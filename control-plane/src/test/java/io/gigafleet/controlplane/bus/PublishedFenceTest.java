package io.gigafleet.controlplane.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedFenceTest {

    @Test
    void incarnationOutweighsEpochAndEpochOutweighsGeneration() {
        assertThat(
                        List.of(
                                new PublishedFence("f", 1, 1, 9),
                                new PublishedFence("f", 1, 2, 1),
                                new PublishedFence("f", 1, 2, 2),
                                new PublishedFence("f", 2, 1, 1)))
                .isSorted();
    }
}
