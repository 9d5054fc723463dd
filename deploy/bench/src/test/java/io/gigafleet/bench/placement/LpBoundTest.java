package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.bench.placement.baseline.KubeLike;
import io.gigafleet.bench.placement.baseline.Looking;
import io.gigafleet.bench.placement.baseline.Scoring;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LpBoundTest {

    @Test
    void boundOfASiteWithRoomIsAllThatIsAsked(@TempDir Path directory) throws IOException {
        Instance instance = new SmallInstance(directory).read();

        assertThat(LpBound.of(instance, Objective.ACCELERATORS)).isEqualTo(18);
        assertThat(LpBound.of(instance, Objective.WEIGHTED)).isEqualTo(32);
    }

    /** 9,000 W carry 2 and 4 accelerators at 500 or 600 W, and then the cheapest of the rest. */
    @Test
    void sitesPowerBounds(@TempDir Path directory) throws IOException {
        Instance instance =
                new SmallInstance(directory).with("domains.csv", 2, "site,0,,9000").read();

        // embed needs SKU 1: 8 at 600 W; rerank 2 at 500 W; 3,200 W are left for chat at 1,000 W
        assertThat(LpBound.of(instance, Objective.ACCELERATORS)).isEqualTo(13);
        // by weight: rerank 2 * 4, then chat 8 * 2 (1,000 W each), nothing is left for embed
        assertThat(LpBound.of(instance, Objective.WEIGHTED)).isEqualTo(24);
    }

    @Test
    void quotaBounds(@TempDir Path directory) throws IOException {
        Instance instance = new SmallInstance(directory).with("tenants.csv", 2, "0,10").read();

        assertThat(LpBound.of(instance, Objective.ACCELERATORS)).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource
    void noPlanPassesTheBound(Mix mix) {
        Instance instance = InstanceGenerator.generate(100, 2, mix, 1.1);

        InstanceCheck.Checked reached =
                InstanceCheck.check(
                        instance,
                        new KubeLike(Looking.ALL, Scoring.MOST_ALLOCATED).place(instance));

        assertThat(reached.accelerators())
                .isGreaterThan(0)
                .isLessThanOrEqualTo(LpBound.of(instance, Objective.ACCELERATORS));
        assertThat(reached.weighted())
                .isLessThanOrEqualTo(LpBound.of(instance, Objective.WEIGHTED));
    }
}
