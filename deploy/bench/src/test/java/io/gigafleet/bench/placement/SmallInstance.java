package io.gigafleet.bench.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Four racks of two SKUs in two rows of one hall, three deployments, as files that a test can
 * change line by line.
 */
public final class SmallInstance {

    private final Path directory;

    public SmallInstance(Path directory) {
        this.directory = directory;
        write(
                "domains.csv",
                "kind,id,parent,gpu_power_budget_w",
                "site,0,,30000",
                "hall,0,0,30000",
                "row,0,0,16000",
                "row,1,0,16000",
                "cdu,0,0,16000",
                "cdu,1,1,16000");
        write(
                "racks.csv",
                "rack,sku,gpus,cdu,row,hall,base_w,gpu_power_budget_w",
                "10,0,8,0,0,0,1000,8000",
                "11,0,8,0,0,0,1000,8000",
                "12,1,8,1,1,0,1000,8000",
                "13,1,8,1,1,0,1000,8000");
        write("tenants.csv", "tenant,gpu_quota", "0,24", "1,8");
        write(
                "requests.csv",
                "replica,deployment,model,k,w_per_gpu_sku0,w_per_gpu_sku1,sku_required,max_per_row,priority,tenant",
                "100,0,chat,4,1000,1200,-1,2,1,0",
                "101,0,chat,4,1000,1200,-1,2,1,0",
                "102,1,embed,8,500,600,1,1,0,0",
                "103,2,rerank,2,500,600,0,2,2,1");
    }

    /** Replaces a line of a file; the header is line 1. */
    public SmallInstance with(String file, int line, String text) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve(file)));
            lines.set(line - 1, text);
            Files.write(directory.resolve(file), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    SmallInstance without(String file) throws IOException {
        Files.delete(directory.resolve(file));
        return this;
    }

    private void write(String file, String... lines) {
        try {
            Files.write(directory.resolve(file), List.of(lines));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Instance read() throws IOException {
        return InstanceReader.read(directory);
    }
}
