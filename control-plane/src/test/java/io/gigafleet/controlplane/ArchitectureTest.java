package io.gigafleet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The control plane's own classes keep the rules of {@link ArchitectureRules}. */
class ArchitectureTest {

    private static final String BASE = "io.gigafleet.controlplane";

    /** Fewer classes than this were never all of the control plane. */
    private static final int PLAUSIBLE_CLASSES = 60;

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(BASE);

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return new ArchitectureRules(BASE)
                .all().stream()
                        .map(
                                rule ->
                                        DynamicTest.dynamicTest(
                                                rule.getDescription(), () -> check(rule)));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void theRulesHaveReadTheControlPlane() {
        assertThat(CLASSES).hasSizeGreaterThan(PLAUSIBLE_CLASSES);
        assertThat(existingPackages()).contains("fleet", "telemetry", "bus");
    }

    @Test
    void everyPackageSaysWhatItIs() {
        for (String name : existingPackages()) {
            JavaPackage found = CLASSES.getPackage(BASE + "." + name);
            assertThat(found.tryGetPackageInfo())
                    .as("package-info.java of %s", found.getName())
                    .hasValueSatisfying(
                            info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue());
        }
    }

    @Test
    void everyPackageIsOneTheDesignNames() {
        assertThat(existingPackages()).isSubsetOf(ArchitectureRules.packages());
    }

    private static List<String> existingPackages() {
        return CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(BASE + "."))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""))
                .distinct()
                .sorted()
                .toList();
    }
}
