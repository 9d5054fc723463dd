package io.gigafleet.bench.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceReaderTest {

    @Test
    void referencesBecomeIndexes(@TempDir Path directory) throws IOException {
        Instance instance = new SmallInstance(directory).read();

        assertThat(instance.racks()).hasSize(4);
        Rack last = instance.racks().getLast();
        assertThat(last.id()).isEqualTo(13);
        assertThat(instance.domains().get(last.row()))
                .isEqualTo(new Domain(Domain.Kind.ROW, 1, last.hall(), 16_000));
        assertThat(instance.deploymentOf(3).model()).isEqualTo("rerank");
        assertThat(instance.acceleratorsAsked()).isEqualTo(18);
    }

    @Test
    void columnsMayStandInAnyOrder(@TempDir Path directory) throws IOException {
        Instance instance =
                new SmallInstance(directory)
                        .with("tenants.csv", 1, "gpu_quota,tenant")
                        .with("tenants.csv", 2, "24,0")
                        .with("tenants.csv", 3, "8,1")
                        .read();

        assertThat(instance.tenants()).containsExactly(new Tenant(0, 24, 0), new Tenant(1, 8, 0));
    }

    @Test
    void gangsAndBorrowingAreColumnsOfTheirOwn(@TempDir Path directory) throws IOException {
        Instance instance =
                new SmallInstance(directory)
                        .with("tenants.csv", 1, "tenant,gpu_quota,gpu_borrow")
                        .with("tenants.csv", 2, "0,24,8")
                        .with("tenants.csv", 3, "1,8,0")
                        .with(
                                "requests.csv",
                                1,
                                "replica,deployment,model,k,w_per_gpu_sku0,w_per_gpu_sku1,sku_required,max_per_row,priority,tenant,racks")
                        .with("requests.csv", 2, "100,0,chat,16,500,600,-1,2,1,0,2")
                        .with("requests.csv", 3, "101,0,chat,16,500,600,-1,2,1,0,2")
                        .with("requests.csv", 4, "102,1,embed,8,500,600,1,1,0,0,0")
                        .with("requests.csv", 5, "103,2,rerank,2,500,600,0,2,2,1,0")
                        .read();

        assertThat(instance.tenants().getFirst().limit()).isEqualTo(32);
        Deployment gang = instance.deployments().getFirst();
        assertThat(gang.isGang()).isTrue();
        assertThat(gang.acceleratorsPerRack()).isEqualTo(8);
        assertThat(instance.deployments().getLast().isGang()).isFalse();
    }

    @ParameterizedTest(name = "{0}:{1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "racks.csv    | 3 | 11,0,8,0,0,0,-1,8000         | base_w is -1",
                "racks.csv    | 3 | 11,0,8,0,0,0,1000,-5         | not above its base load",
                "racks.csv    | 3 | 11,0,0,0,0,0,1000,8000       | gpus is 0",
                "racks.csv    | 3 | 11,-1,8,0,0,0,1000,8000      | sku is -1",
                "racks.csv    | 3 | 11,0,8,0,7,0,1000,8000       | row is 7, and domains.csv has no"
                        + " row",
                "racks.csv    | 3 | 11,0,8,0,0,7,1000,8000       | hall is 7, and domains.csv has"
                        + " no hall",
                "racks.csv    | 3 | 11,0,8,7,0,0,1000,8000       | cdu is 7, and domains.csv has no"
                        + " cdu",
                "racks.csv    | 3 | 10,0,8,0,0,0,1000,8000       | rack 10 is there twice",
                "racks.csv    | 3 | 11,0,8,0,0,0,1000            | 7 fields, and the header has 8",
                "racks.csv    | 3 | 11,0,eight,0,0,0,1000,8000   | gpus is 'eight', not a whole"
                        + " number",
                "racks.csv    | 3 | 11,0,8,0,0,0,1000,8e3        | gpu_power_budget_w is '8e3'",
                "domains.csv  | 4 | row,0,0,0                    | after the base load nothing is"
                        + " left",
                "domains.csv  | 4 | row,0,0,-400                 | after the base load nothing is"
                        + " left",
                "domains.csv  | 4 | row,0,9,16000                | parent is 9, and domains.csv has"
                        + " no hall",
                "domains.csv  | 5 | row,0,0,16000                | row 0 is there twice",
                "domains.csv  | 4 | aisle,0,0,16000              | kind is 'aisle'",
                "tenants.csv  | 2 | 0,-24                        | gpu_quota is -24",
                "tenants.csv  | 3 | 0,8                          | tenant 0 is there twice",
                "requests.csv | 2 | 100,0,chat,0,1,1,-1,2,1,0    | k is 0",
                "requests.csv | 2 | 100,0,chat,4,-1,1,-1,2,1,0   | w_per_gpu_sku0 is -1. Watts are"
                        + " not",
                "requests.csv | 2 | 100,0,chat,4,1,1,2,2,1,0     | sku_required is 2",
                "requests.csv | 2 | 100,0,chat,4,1,1,-1,0,1,0    | max_per_row is 0",
                "requests.csv | 2 | 100,0,chat,4,1,1,-1,2,8,0    | priority is 8. Use 0 to 7",
                "requests.csv | 2 | 100,0,chat,4,1,1,-1,2,1,5    | tenant is 5, and tenants.csv has"
                        + " none",
                "requests.csv | 3 | 100,0,chat,4,1000,1200,-1,2,1,0 | replica 100 is there twice",
                "requests.csv | 3 | 101,0,chat,8,1000,1200,-1,2,1,0 | something else here than in"
                        + " its",
            })
    void whatCannotBeIsRefusedWithFileLineAndReason(
            String file, int line, String text, String reason, @TempDir Path directory) {
        SmallInstance files = new SmallInstance(directory).with(file, line, text);

        assertThatThrownBy(files::read)
                .isInstanceOf(MalformedInstance.class)
                .hasMessageStartingWith(file + ":" + line + ": ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".");
    }

    @Test
    void missingColumnIsNamed(@TempDir Path directory) {
        SmallInstance files =
                new SmallInstance(directory).with("tenants.csv", 1, "tenant,accelerators");

        assertThatThrownBy(files::read)
                .hasMessageStartingWith("tenants.csv:1: column gpu_quota is missing");
    }

    @Test
    void everySkuOfARackNeedsAColumnOfWatts(@TempDir Path directory) {
        SmallInstance files =
                new SmallInstance(directory).with("racks.csv", 5, "13,2,8,1,1,0,1000,8000");

        assertThatThrownBy(files::read)
                .hasMessageStartingWith("requests.csv:1: column w_per_gpu_sku2 is missing");
    }

    @Test
    void missingFileIsNamed(@TempDir Path directory) throws IOException {
        SmallInstance files = new SmallInstance(directory).without("racks.csv");

        assertThatThrownBy(files::read)
                .isInstanceOf(MalformedInstance.class)
                .hasMessageStartingWith("racks.csv: there is no such file");
    }

    @Test
    void siteWithoutASiteIsRefused(@TempDir Path directory) {
        SmallInstance files = new SmallInstance(directory).with("domains.csv", 2, "");

        assertThatThrownBy(files::read)
                .hasMessageStartingWith(
                        "domains.csv:3: parent is 0, and domains.csv has no site of that id");
    }

    @Test
    void rowOfAnotherHallIsRefused(@TempDir Path directory) {
        SmallInstance files =
                new SmallInstance(directory)
                        .with("domains.csv", 4, "hall,1,0,16000")
                        .with("domains.csv", 3, "row,0,1,16000")
                        .with("domains.csv", 5, "hall,0,0,16000")
                        .with("domains.csv", 7, "row,1,0,16000")
                        .with("domains.csv", 6, "cdu,0,0,16000");

        assertThatThrownBy(files::read)
                .hasMessageStartingWith("racks.csv:2: row 0 is not in hall 0");
    }

    @Test
    void whatIsWrittenReadsBackEqual(@TempDir Path directory) throws IOException {
        for (Mix mix : List.of(Mix.STD, Mix.GANG, Mix.QUOTA)) {
            Instance instance = InstanceGenerator.generate(40, 7, mix, 1.1);

            InstanceWriter.write(instance, directory.resolve(instance.name()));

            assertThat(InstanceReader.read(directory.resolve(instance.name()))).isEqualTo(instance);
        }
    }
}
