package io.gigafleet.schemas.manifest;

import static io.gigafleet.schemas.manifest.Readings.SERVICE;
import static io.gigafleet.schemas.manifest.Readings.changed;
import static io.gigafleet.schemas.manifest.Readings.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads who got one piece of a service wrong. */
class ManifestProblemsTest {

    /**
     * A slip: a piece of the service, what was written instead, and the line the operator reads.
     */
    record Slip(String piece, String written, String read) {
        @Override
        public String toString() {
            return "'" + piece + "' as '" + written + "'";
        }
    }

    static List<Slip> slips() {
        return List.of(
                new Slip(
                        "replicas:",
                        "replcas:",
                        "7:3 spec.replcas: unknown field 'replcas'; did you mean 'replicas'?"),
                new Slip(
                        "priority: 2",
                        "ttftP95: 5s",
                        "10:3 spec.ttftP95: unknown field 'ttftP95'; it belongs at"
                                + " spec.slo.ttftP95"),
                new Slip(
                        "priority: 2",
                        "color: red",
                        "10:3 spec.color: unknown field 'color'; known here: tenant, model,"
                                + " replicas, shape, power, priority, preemptible, gracePeriod,"
                                + " placement, slo, traffic"),
                new Slip(
                        "gigafleet/v1",
                        "gigafleet/v2",
                        "1:13 apiVersion: 'gigafleet/v2' is not supported; write gigafleet/v1"),
                new Slip(
                        "kind: InferenceService",
                        "kind: inferenceservice",
                        "2:7 kind: unknown kind 'inferenceservice'; did you mean"
                                + " 'InferenceService'?"),
                new Slip(
                        "kind: InferenceService",
                        "kind: Pod",
                        "2:7 kind: unknown kind 'Pod'; write Site, Sku, Rack, Tenant,"
                                + " InferenceService, RackDelivery or Rollout"),
                new Slip(
                        "kind: InferenceService",
                        "# no kind",
                        "1:1 kind: missing field 'kind'; add kind: Site, Sku, Rack, Tenant,"
                                + " InferenceService, RackDelivery or Rollout"),
                new Slip(
                        "tenant: acme",
                        "# no tenant",
                        "4:1 spec.tenant: missing field 'tenant'; add tenant: acme (The tenant that"
                                + " owns the service)"),
                new Slip(
                        "slo: {ttftP95: 500ms, tpotP95: 40ms}",
                        "# no slo",
                        "4:1 spec.slo: missing field 'slo'; add slo: {ttftP95: 500ms, tpotP95:"
                                + " 40ms} (What users were promised, as 95th percentiles)"),
                new Slip(
                        "frontier-chat",
                        "Frontier_Chat",
                        "3:18 metadata.name: 'Frontier_Chat' is not a name (lower-case letters,"
                            + " digits, '-' and '.', at most 63, first and last a letter or digit);"
                            + " write frontier-chat"),
                new Slip(
                        "interactive",
                        "12",
                        "3:48 metadata.labels.tier: 12 is not the text of a label; write \"12\", in"
                                + " quotes"),
                new Slip(
                        "500ms",
                        "500 watts",
                        "13:18 spec.slo.ttftP95: '500 watts' is not a duration; write 500ms or 2s"),
                new Slip(
                        "500ms",
                        "0.5 sec",
                        "13:18 spec.slo.ttftP95: '0.5 sec' is not a duration; write 500ms"),
                new Slip(
                        "500ms",
                        "500",
                        "13:18 spec.slo.ttftP95: 500 is not a duration; write 500ms or 2s"),
                new Slip(
                        "900",
                        "0.9 kW",
                        "9:53 spec.power.wattsPerAccelerator: '0.9 kW' is not a whole number of"
                                + " watts; write 900"),
                new Slip(
                        "900",
                        "-900",
                        "9:53 spec.power.wattsPerAccelerator: -900 is too small for a whole number"
                                + " of watts; write at least 0"),
                new Slip(
                        "671e9",
                        "671B",
                        "6:49 spec.model.parametersTotal: '671B' is not a number of parameters;"
                                + " write 671e9"),
                new Slip(
                        "671e9",
                        "1e400",
                        "6:49 spec.model.parametersTotal: '1e400' is not a number of parameters;"
                                + " for example 671e9"),
                new Slip(
                        "fp8",
                        "fp9",
                        "6:91 spec.model.precision: 'fp9' is not one of fp4, fp8, bf16; did you"
                                + " mean 'fp4'?"),
                new Slip(
                        "fp8",
                        "int4",
                        "6:91 spec.model.precision: 'int4' is not one of fp4, fp8, bf16; write one"
                                + " of them"),
                new Slip(
                        "accelerators: 8",
                        "accelerators: 8 gpus",
                        "8:25 spec.shape.accelerators: '8 gpus' is not a number of accelerators;"
                                + " write 8"),
                new Slip(
                        "accelerators: 8",
                        "accelerators: 0.5",
                        "8:25 spec.shape.accelerators: 0.5 is not a number of accelerators; for"
                                + " example 8"),
                new Slip(
                        "[gb300-nvl72]",
                        "gb300-nvl72",
                        "8:34 spec.shape.skus: 'gb300-nvl72' is not a list; write it as [a, b],"
                                + " such as [gb300-nvl72]"),
                new Slip(
                        "[h1]",
                        "[h1, h1]",
                        "12:22 spec.placement.halls: the list names something twice; remove the"
                                + " second one"),
                new Slip(
                        "priority: 2",
                        "priority: 9",
                        "10:13 spec.priority: 9 is too large for a priority; write at most 7"),
                new Slip(
                        "preemptible: false",
                        "preemptible: no",
                        "11:16 spec.preemptible: 'no' is not true or false; write true or false"),
                new Slip(
                        "traffic: {source: conversation}",
                        "traffic:",
                        "14:11 spec.traffic: nothing is not a block of fields (source); write its"
                                + " fields below it, indented"),
                new Slip(
                        "min: 2",
                        "min: 20",
                        "7:19 spec.replicas.min: 20 is above max, which is 12; write at most 12, or"
                                + " raise max"),
                new Slip(
                        "37e9",
                        "700e9",
                        "6:74 spec.model.parametersActive: 700e9 is above parametersTotal, which is"
                                + " 671e9; write at most 671e9, or raise parametersTotal"),
                new Slip(
                        ", wattsPerAccelerator: 900",
                        "",
                        "9:10 spec.power.wattsPerAccelerator: planning is predicted, but no draw is"
                                + " given; add wattsPerAccelerator, or write planning: nameplate"),
                new Slip(
                        "accelerators: 8",
                        "accelerators: 0",
                        "8:25 spec.shape.accelerators: 0 is too small for a number of"
                                + " accelerators; write at least 1"),
                new Slip(
                        "accelerators: 8, skus",
                        "skus",
                        "8:10 spec.shape: it does not say what a replica occupies; write one of"
                                + " accelerators (of one rack), racks (whole ones of one row) and"
                                + " pools (prefill and decode)"),
                new Slip(
                        "accelerators: 8",
                        "accelerators: 8, racks: 2",
                        "8:10 spec.shape: it says in 2 ways what a replica occupies; write one of"
                                + " accelerators (of one rack), racks (whole ones of one row) and"
                                + " pools (prefill and decode)"),
                new Slip(
                        "accelerators: 8",
                        "racks: 1",
                        "8:18 spec.shape.racks: 1 is too small for a number of racks of one gang;"
                                + " write at least 2"),
                new Slip(
                        "accelerators: 8",
                        "pools: {prefill: {count: 2, accelerators: 8}}",
                        "8:11 spec.shape.pools.decode: missing field 'decode'; add decode: {count:"
                                + " 2, accelerators: 8} (The parts that write answers)"),
                new Slip(
                        "accelerators: 8",
                        "pools: {prefill: {count: 0, accelerators: 8}, decode: {count: 1,"
                                + " accelerators: 8}}",
                        "8:36 spec.shape.pools.prefill.count: 0 is too small for a number of parts;"
                                + " write at least 1"),
                new Slip(
                        "preemptible: false",
                        "gracePeriod: 2h",
                        "11:16 spec.gracePeriod: others would wait too long for the place; write at"
                                + " most 1h"),
                new Slip(
                        "predicted, wattsPerAccelerator: 900",
                        "nameplate, marginPercent: 5",
                        "9:47 spec.power.marginPercent: nameplate is planned without a margin;"
                                + " remove it, or write planning: predicted"),
                new Slip(
                        "900",
                        "900, marginPercent: 101",
                        "9:73 spec.power.marginPercent: 101 is too large for a whole number of"
                                + " percent; write at most 100"),
                new Slip(
                        "maxPerRow: 4",
                        "maxPerLoop: 0",
                        "12:40 spec.placement.maxPerLoop: 0 is too small for a number of replicas;"
                                + " write at least 1"),
                new Slip(
                        "priority: 2",
                        "priority: *two",
                        "10:13 spec.priority: the alias *two is not supported; write the value"
                                + " out"),
                new Slip(
                        "priority: 2",
                        "priority: !!int 2",
                        "10:13 spec.priority: the tag tag:yaml.org,2002:int is not supported;"
                                + " remove it"),
                new Slip(
                        "priority: 2",
                        "? [priority]\n  : 2",
                        "10:5 spec: the name of a field must be a word; write it as name: value"),
                new Slip(
                        "priority: 2",
                        "priority: [2",
                        "11:14 not valid YAML: while parsing a flow sequence: expected ',' or ']',"
                                + " but got :; check indentation, colons and quotes here and on the"
                                + " line above"),
                new Slip(
                        "priority: 2",
                        "\tpriority: 2",
                        "10:3 not valid YAML: a tab where only spaces may be; indent with spaces"),
                new Slip(
                        "priority: 2",
                        "priority: 2\u0007",
                        "10:14 the character U+0007 is not allowed in YAML; remove it; manifests"
                                + " are UTF-8 text"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipIsAnsweredWithPlaceFieldAndRemedy(Slip slip) {
        assertThat(rejected(changed(SERVICE, slip.piece(), slip.written())))
                .extracting(ManifestProblem::toString)
                .containsExactly(slip.read());
    }

    @Test
    void aFieldGivenTwiceIsReportedAtTheSecond() {
        assertThat(rejected(changed(SERVICE, "priority: 2", "priority: 2\n  priority: 3")))
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "11:3 spec.priority: field 'priority' is given twice; remove one; the first"
                                + " is on line 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "---\n---\n", "# only a comment"})
    void inputWithoutAManifestIsRefused(String text) {
        assertThat(rejected(text))
                .extracting(ManifestProblem::message)
                .containsExactly("the input holds no manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "- a\n- b", "12"})
    void aDocumentThatIsNoBlockOfFieldsIsRefused(String text) {
        assertThat(rejected(text))
                .extracting(ManifestProblem::message)
                .allMatch(message -> message.endsWith(" is not a manifest"));
    }

    @Test
    void deepNestingIsRefusedAndTheRestIsStillRead() {
        String deep = "a: " + "[".repeat(40) + "]".repeat(40) + "\nkind: Pod\n";

        assertThat(rejected(deep))
                .extracting(ManifestProblem::message)
                .containsExactly("nested deeper than 24 levels", "unknown kind 'Pod'");
    }

    @Test
    void whatIsQuotedInAMessageCannotDriveTheReadersTerminal() {
        String hostile = changed(SERVICE, "fp8", "\"\\e[2Jfp8" + "x".repeat(100) + "\"");

        assertThat(rejected(hostile).getFirst().message())
                .startsWith("'?[2Jfp8xxx")
                .contains("x…'")
                .doesNotContain("\u001b");
    }
}
