package io.gigafleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.bench.placement.SmallInstance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

/** What the command line says of input that cannot be, and how it exits. */
class BadInputTest {

    private final StringWriter errors = new StringWriter();

    private int bench(String... arguments) {
        return BenchCommand.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    }

    @ParameterizedTest(name = "{0}:{1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "racks.csv    | 3 | 11,0,8,0,0,0,-1,8000 | base_w is -1",
                "racks.csv    | 3 | 11,0,8,0,7,0,1000,8000 | row is 7, and domains.csv has no row",
                "domains.csv  | 4 | row,0,0,-400 | after the base load nothing is left",
                "requests.csv | 2 | 100,0,chat,0,1000,1200,-1,2,1,0 | k is 0",
                "requests.csv | 4 | 102,1,embed,8,-500,600,1,1,0,0 | w_per_gpu_sku0 is -500"
            })
    void fileLineAndReasonAreOnTheErrors(
            String file, int line, String text, String reason, @TempDir Path directory) {
        new SmallInstance(directory).with(file, line, text);

        for (String measurement : new String[] {"placement", "bound", "churn"}) {
            assertThat(bench(measurement, "--instance", directory.toString()))
                    .isEqualTo(ExitCode.SOFTWARE);
        }
        assertThat(errors.toString().lines())
                .hasSize(3)
                .allSatisfy(
                        said ->
                                assertThat(said)
                                        .startsWith("gigafleet bench: " + file + ":" + line + ": ")
                                        .contains(reason));
    }

    @Test
    void directoryWithoutAnInstanceIsNamed(@TempDir Path directory) {
        assertThat(bench("placement", "--instance", directory.toString()))
                .isEqualTo(ExitCode.SOFTWARE);
        assertThat(errors.toString()).contains("there is no such file in " + directory);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "placement                              | give --instance DIR or --generate RACKS",
                "placement --generate 0                 | at least one rack",
                "placement --generate 8 --demand -1     | a demand above 0",
                "placement --growth 8,16 --generate 8   | leave --instance and --generate away",
                "placement --generate 8 --mix cold      | STD",
                "placement --generate 8 --repeat -1     | --repeat is -1",
                "churn --generate 8 --load 0            | a share above 0",
                "churn --generate 8 --seeds 0           | play at least once",
                "jmh noSuchKernel                       | no kernel matches 'noSuchKernel'"
            })
    void misuseExitsWithTwoAndAdvice(String arguments, String advice) {
        assertThat(bench(arguments.split(" +"))).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains(advice);
    }
}
