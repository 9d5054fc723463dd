package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.placement.FleetPlacer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler decides by what is asked, not by ids or by the order of the lines. */
class ArrivalOrderTest {

    private static final int RACKS = 100;
    private static final long SEED = 7;

    private static Instance withIdsShuffled(Instance instance) {
        List<Integer> ids = new ArrayList<>();
        instance.replicas().forEach(replica -> ids.add(replica.id()));
        Collections.shuffle(ids, new Random(SEED));
        List<Replica> renamed = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            renamed.add(new Replica(ids.get(at), instance.replicas().get(at).deployment()));
        }
        return withReplicas(instance, renamed);
    }

    private static Instance withLinesShuffled(Instance instance) {
        List<Replica> shuffled = new ArrayList<>(instance.replicas());
        Collections.shuffle(shuffled, new Random(SEED));
        return withReplicas(instance, shuffled);
    }

    private static Instance withReplicas(Instance instance, List<Replica> replicas) {
        return new Instance(
                instance.name(),
                instance.domains(),
                instance.racks(),
                instance.tenants(),
                instance.deployments(),
                replicas);
    }

    /** Through files, as an operator's instance would come. */
    private static Instance throughFiles(Instance instance, Path directory) throws IOException {
        InstanceWriter.write(instance, directory);
        return InstanceReader.read(directory);
    }

    private static InstanceCheck.Checked batch(Instance instance) {
        Race race = Race.run(new Gigafleet(new FleetPlacer()), instance, 0);
        assertThat(race.checked().violations()).isEmpty();
        assertThat(race.explained()).isEqualTo(race.unplaced());
        return race.checked();
    }

    @ParameterizedTest
    @EnumSource(Mix.class)
    void shuffledIdsAndLinesGiveTheSameSums(Mix mix, @TempDir Path directory) throws IOException {
        Instance instance = InstanceGenerator.generate(RACKS, 1, mix, 1.1);
        InstanceCheck.Checked straight = batch(instance);

        assertThat(batch(throughFiles(withIdsShuffled(instance), directory))).isEqualTo(straight);
        assertThat(batch(throughFiles(withLinesShuffled(instance), directory))).isEqualTo(straight);
    }

    @Test
    void onlineExplainsEveryReplicaWithoutAPlace() {
        Instance instance = InstanceGenerator.generate(RACKS, 1, Mix.STD, 1.1);

        Race race = Race.run(new OnlineGigafleet(Objective.WEIGHTED), instance, 0);

        assertThat(race.checked().violations()).isEmpty();
        assertThat(race.unplaced()).isPositive();
        assertThat(race.explained()).isEqualTo(race.unplaced());
    }
}
