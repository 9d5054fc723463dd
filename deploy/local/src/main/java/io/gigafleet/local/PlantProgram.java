package io.gigafleet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plant of one stack as a process: the site's feeds and meters. */
record PlantProgram(BuiltParts parts, StackLayout layout, String kafka, int racks) {

    static final String NAME = "plant";

    private static final int HEAP_MEGABYTES = 48;
    private static final int RACKS_PER_MEGABYTE = 250;

    ProcessSpec spec() {
        Path portFile = layout.run().resolve(NAME + ".port");
        List<String> command =
                JavaCommand.withHeap(HEAP_MEGABYTES + racks / RACKS_PER_MEGABYTE)
                        .startingFast(racks)
                        .yielding()
                        .cache(parts.cacheOf("agent"))
                        .jar(
                                parts.agentJar(),
                                List.of(
                                        "plant",
                                        "--bootstrap-servers",
                                        kafka,
                                        "--manifest",
                                        layout.manifest().toString(),
                                        "--state-dir",
                                        layout.plant().toString(),
                                        "--admin-port",
                                        "0",
                                        "--port-file",
                                        portFile.toString()));
        return new ProcessSpec(
                NAME, command, Map.of(), layout.log(NAME), 0, Optional.of(portFile), Signal.TERM);
    }
}
