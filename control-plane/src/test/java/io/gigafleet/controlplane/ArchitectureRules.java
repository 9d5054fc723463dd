package io.gigafleet.controlplane;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serial;
import java.io.Serializable;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Who may know what, as rules over the packages below a base package. A package that doesn't exist
 * yet satisfies them; {@link ArchitectureTest} makes sure that classes were read at all.
 */
record ArchitectureRules(String base) {

    private static final String[] PURE = {"fleet", "placement", "rollout", "safety", "autoscale"};
    private static final String[] SHELL = {"telemetry", "bus", "ledger", "control", "operator"};

    private static final String[] KAFKA = {"org.apache.kafka.."};
    private static final String[] DATABASE = {
        "jakarta.persistence..",
        "org.hibernate..",
        "io.quarkus.hibernate..",
        "io.quarkus.panache..",
        "io.agroal..",
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "org.flywaydb.."
    };
    private static final String[] HTTP = {
        "jakarta.ws.rs..",
        "org.jboss.resteasy..",
        "io.quarkus.resteasy..",
        "io.quarkus.vertx.http..",
        "io.vertx..",
        "java.net.http..",
        "com.sun.net.httpserver.."
    };

    private static final Set<String> CLOCK_READS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.LocalTime.now",
                    "java.time.LocalDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.Year.now",
                    "java.lang.Math.random",
                    UUID.class.getName() + ".randomUUID");

    List<ArchRule> all() {
        return List.of(
                pureKnowsOnlyJavaAndContracts(),
                pureKnowsNoClassOfClockOrChance(),
                pureReadsNoClockAndNoChance(),
                fleetKnowsNoDecider(),
                onlyBusKnowsKafka(),
                onlyLedgerKnowsTheDatabase(),
                onlyOperatorKnowsHttp(),
                ledgerAndBusAreStrangers("ledger", "bus"),
                ledgerAndBusAreStrangers("bus", "ledger"),
                telemetryIsPlainJava(),
                nothingKnowsOperator(),
                onlyOperatorKnowsControl(),
                noCycles());
    }

    ArchRule pureKnowsOnlyJavaAndContracts() {
        return classes()
                .that()
                .resideInAnyPackage(below(PURE))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        Stream.concat(
                                                        Arrays.stream(below(PURE)),
                                                        Stream.of(
                                                                "java.lang..",
                                                                "java.util..",
                                                                "java.time..",
                                                                "java.math..",
                                                                "io.gigafleet.schemas..",
                                                                "org.jspecify.annotations..",
                                                                "com.google.errorprone.annotations.."))
                                                .toArray(String[]::new))
                                .or(are(oneOf(Serial.class, Serializable.class)))
                                .as("are java.*, schemas or pure"))
                .because("a decision must be replayable: no framework, no I/O in a pure package")
                .allowEmptyShould(true);
    }

    ArchRule pureKnowsNoClassOfClockOrChance() {
        return noClasses()
                .that()
                .resideInAnyPackage(below(PURE))
                .should()
                .dependOnClassesThat(
                        are(
                                oneOf(
                                        Clock.class,
                                        InstantSource.class,
                                        Random.class,
                                        SecureRandom.class,
                                        ThreadLocalRandom.class)))
                .because("time and seeds are arguments in a pure package")
                .allowEmptyShould(true);
    }

    ArchRule pureReadsNoClockAndNoChance() {
        return noClasses()
                .that()
                .resideInAnyPackage(below(PURE))
                .should()
                .callCodeUnitWhere(readsClockOrChance())
                .because("time and seeds are arguments in a pure package")
                .allowEmptyShould(true);
    }

    ArchRule fleetKnowsNoDecider() {
        return noClasses()
                .that()
                .resideInAPackage(below("fleet"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(below("placement", "rollout", "safety", "autoscale"))
                .because("deciders read the fleet's state, never the other way")
                .allowEmptyShould(true);
    }

    ArchRule onlyBusKnowsKafka() {
        return only("bus", KAFKA, "bus alone speaks Kafka");
    }

    /**
     * The shell and the operator meet the ledger's failures, so that they may know the exceptions.
     */
    ArchRule onlyLedgerKnowsTheDatabase() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(below("ledger"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(DATABASE)
                                .and(not(assignableTo(SQLException.class)))
                                .as("are of JPA, Hibernate, Panache, JDBC or Flyway"))
                .because("ledger alone speaks to PostgreSQL")
                .allowEmptyShould(true);
    }

    ArchRule onlyOperatorKnowsHttp() {
        return only("operator", HTTP, "operator alone speaks HTTP");
    }

    private ArchRule only(String owner, String[] libraries, String reason) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(below(owner))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because(reason)
                .allowEmptyShould(true);
    }

    ArchRule ledgerAndBusAreStrangers(String one, String other) {
        return noClasses()
                .that()
                .resideInAPackage(below(one))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(below(other))
                .because("control carries records between the ledger and the bus")
                .allowEmptyShould(true);
    }

    ArchRule telemetryIsPlainJava() {
        return noClasses()
                .that()
                .resideInAPackage(below("telemetry"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(
                                        Stream.of(KAFKA, DATABASE, HTTP).flatMap(Arrays::stream),
                                        Arrays.stream(
                                                below("bus", "ledger", "control", "operator")),
                                        Stream.of("io.quarkus..", "jakarta..", "io.micrometer.."))
                                .flatMap(parts -> parts)
                                .toArray(String[]::new))
                .because("telemetry is tested and measured without a broker or a container")
                .allowEmptyShould(true);
    }

    ArchRule nothingKnowsOperator() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(below("operator"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(below("operator"))
                .because("operator is the outermost package")
                .allowEmptyShould(true);
    }

    ArchRule onlyOperatorKnowsControl() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(below("control", "operator"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(below("control"))
                .because("control is the shell around all but operator")
                .allowEmptyShould(true);
    }

    ArchRule noCycles() {
        return slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages are layers")
                .allowEmptyShould(true);
    }

    /** Every package the design names. */
    static List<String> packages() {
        return Stream.concat(Arrays.stream(PURE), Arrays.stream(SHELL)).toList();
    }

    private String below(String name) {
        return base + "." + name + "..";
    }

    private String[] below(String... names) {
        return Arrays.stream(names).map(this::below).toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        Set<String> names = Set.copyOf(Arrays.stream(types).map(Class::getName).toList());
        return DescribedPredicate.describe(
                "one of " + names, type -> names.contains(type.getName()));
    }

    private static DescribedPredicate<JavaCall<?>> readsClockOrChance() {
        return DescribedPredicate.describe(
                "a clock or unseeded chance is read",
                call -> {
                    AccessTarget.CodeUnitCallTarget target = call.getTarget();
                    String name = target.getOwner().getName() + "." + target.getName();
                    return CLOCK_READS.contains(name) || isUnseeded(target);
                });
    }

    private static boolean isUnseeded(AccessTarget.CodeUnitCallTarget target) {
        return target.getOwner().isEquivalentTo(SplittableRandom.class)
                && target.getName().equals("<init>")
                && target.getRawParameterTypes().isEmpty();
    }
}
