package io.gigafleet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.gigafleet.controlplane.archfixture.bus.BusThatKnowsTheLedger;
import io.gigafleet.controlplane.archfixture.ledger.LedgerThatKnowsTheBus;
import io.gigafleet.controlplane.archfixture.placement.PlacerWithClock;
import io.gigafleet.controlplane.archfixture.placement.PlacerWithKafka;
import io.gigafleet.controlplane.archfixture.safety.GuardWithChance;
import io.gigafleet.controlplane.archfixture.telemetry.ReaderWithSql;
import org.junit.jupiter.api.Test;

/** The rules find what they forbid, and say which rule and which class. */
class ArchitectureRulesTest {

    private static final String FIXTURES = "io.gigafleet.controlplane.archfixture";

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(FIXTURES);

    private final ArchitectureRules rules = new ArchitectureRules(FIXTURES);

    @Test
    void kafkaInPlacementIsFound() {
        assertBroken(rules.pureKnowsOnlyJavaAndContracts(), "replayable", PlacerWithKafka.class);
        assertBroken(rules.onlyBusKnowsKafka(), "bus alone speaks Kafka", PlacerWithKafka.class);
    }

    @Test
    void clockInPlacementIsFound() {
        assertBroken(rules.pureReadsNoClockAndNoChance(), "time and seeds", PlacerWithClock.class);
        assertBroken(
                rules.pureKnowsNoClassOfClockOrChance(), "time and seeds", PlacerWithClock.class);
    }

    @Test
    void unseededChanceInSafetyIsFound() {
        assertBroken(rules.pureReadsNoClockAndNoChance(), "time and seeds", GuardWithChance.class);
    }

    @Test
    void sqlInTelemetryIsFound() {
        assertBroken(rules.telemetryIsPlainJava(), "without a broker", ReaderWithSql.class);
        assertBroken(
                rules.onlyLedgerKnowsTheDatabase(), "ledger alone speaks", ReaderWithSql.class);
    }

    @Test
    void ledgerAndBusThatKnowEachOtherAreFound() {
        assertBroken(
                rules.ledgerAndBusAreStrangers("ledger", "bus"),
                "control carries",
                LedgerThatKnowsTheBus.class);
        assertBroken(rules.noCycles(), "layers", BusThatKnowsTheLedger.class);
    }

    @Test
    void seededGeneratorIsAllowed() {
        ArchRule rule = rules.pureReadsNoClockAndNoChance();

        assertThatThrownBy(() -> rule.check(CLASSES)).message().doesNotContain("seeded(long)");
    }

    private static void assertBroken(ArchRule rule, String reason, Class<?> culprit) {
        assertThat(rule.evaluate(CLASSES).hasViolation()).as(rule.getDescription()).isTrue();
        assertThatThrownBy(() -> rule.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(culprit.getName());
    }
}
