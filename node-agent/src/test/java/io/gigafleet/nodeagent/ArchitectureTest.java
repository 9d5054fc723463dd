package io.gigafleet.nodeagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import what in the agent. */
@AnalyzeClasses(
        packages = "io.gigafleet.nodeagent",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "io.gigafleet.nodeagent.rack..",
        "io.gigafleet.nodeagent.plant..",
        "io.gigafleet.nodeagent.arrivals.."
    };

    @ArchTest
    static void classesWereRead(JavaClasses classes) {
        for (String name :
                new String[] {"rack", "plant", "arrivals", "agent", "facility", "bus", "admin"}) {
            assertThat(classes)
                    .as("classes of package %s", name)
                    .anyMatch(
                            type -> type.getPackageName().equals("io.gigafleet.nodeagent." + name));
        }
    }

    @ArchTest
    static final ArchRule simulationIsPure =
            classes()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "org.jspecify.annotations..",
                            "io.gigafleet.schemas",
                            "io.gigafleet.schemas.manifest..",
                            "io.gigafleet.nodeagent.rack..",
                            "io.gigafleet.nodeagent.plant..",
                            "io.gigafleet.nodeagent.arrivals..");

    @ArchTest
    static final ArchRule simulationReadsNoClockAndStartsNoThread =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(java.time.Clock.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule partsOfTheSimulationDoNotKnowEachOther =
            slices().matching("io.gigafleet.nodeagent.(rack|plant|arrivals)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheBusKnowsKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gigafleet.nodeagent.bus..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyTheAdminPortKnowsHttp =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gigafleet.nodeagent.admin..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.sun.net.httpserver..", "java.net.http..");

    @ArchTest
    static final ArchRule agentKnowsNeitherBusNorAdminPort =
            noClasses()
                    .that()
                    .resideInAPackage("io.gigafleet.nodeagent.agent..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gigafleet.nodeagent.bus..", "io.gigafleet.nodeagent.admin..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.gigafleet.nodeagent.(*)..").should().beFreeOfCycles();
}
