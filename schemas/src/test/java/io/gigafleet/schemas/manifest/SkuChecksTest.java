package io.gigafleet.schemas.manifest;

import static io.gigafleet.schemas.manifest.Readings.changed;
import static io.gigafleet.schemas.manifest.Readings.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.schemas.SkuCatalogue;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rack model that contradicts itself is refused, whatever its fields look like one by one. */
class SkuChecksTest {

    private static final String SKU =
            ManifestWriter.toYaml(
                    List.of(SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    idleWatts: 21000               | idleWatts: 150000              | spec.power.idleWatts                 | 150000 is not below peakWatts, which is 140000
                    acceleratorIdleWatts: 150      | acceleratorIdleWatts: 300      | spec.power.acceleratorIdleWatts      | 300 is not below acceleratorMinCapWatts, which is 200
                    acceleratorMinCapWatts: 200    | acceleratorMinCapWatts: 1500   | spec.power.acceleratorMinCapWatts    | 1500 is above acceleratorPeakWatts, which is 1400
                    acceleratorPeakWatts: 1400     | acceleratorPeakWatts: 2000     | spec.power.acceleratorPeakWatts      | 72 accelerators of 2000 W draw 144000 W, more than the rack's 140000
                    scaleUpDomain: 72              | scaleUpDomain: 144             | spec.scaleUpDomain                   | 144 is above accelerators, which is 72
                    computeTrays: 18               | computeTrays: 73               | spec.computeTrays                    | 73 is above accelerators, which is 72
                    slowdownCelsius: 87            | slowdownCelsius: 92            | spec.limits.slowdownCelsius          | 92 is not below shutdownCelsius, which is 92
                    supplyCelsius: 40              | supplyCelsius: 90              | spec.cooling.supplyCelsius           | 90 is not below slowdownCelsius, which is 87
                    """)
    void contradictionIsNamedAtItsField(
            String piece, String replacement, String field, String message) {
        assertThat(rejected(changed(SKU, piece, replacement)))
                .extracting(ManifestProblem::field, ManifestProblem::message)
                .contains(tuple(field, message));
    }
}
