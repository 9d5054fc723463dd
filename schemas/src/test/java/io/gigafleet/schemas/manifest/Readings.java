package io.gigafleet.schemas.manifest;

import java.util.List;

/** What tests expect of a reading, and the manifests they start from. */
final class Readings {

    static final String SERVICE =
            """
            apiVersion: gigafleet/v1
            kind: InferenceService
            metadata: {name: frontier-chat, labels: {tier: interactive}}
            spec:
              tenant: acme
              model: {name: deepseek-v3.1, parametersTotal: 671e9, parametersActive: 37e9, precision: fp8, contextTokens: 32768}
              replicas: {min: 2, max: 12}
              shape: {accelerators: 8, skus: [gb300-nvl72]}
              power: {planning: predicted, wattsPerAccelerator: 900}
              priority: 2
              preemptible: false
              placement: {halls: [h1], maxPerRow: 4}
              slo: {ttftP95: 500ms, tpotP95: 40ms}
              traffic: {source: conversation}
            """;

    static final String SITE =
            """
            apiVersion: gigafleet/v1
            kind: Site
            metadata: {name: dps-8}
            spec:
              halls:
                - {name: h1, rows: [r1, r2]}
                - {name: h2, rows: [r1]}
              domains:
                - {name: feed, kind: site, continuousWatts: 750000, failoverWatts: 400000}
                - {name: pdu-1, kind: pdu, parent: feed, continuousWatts: 450000}
                - {name: pdu-2, kind: pdu, parent: feed, continuousWatts: 450000}
              loops:
                - {name: l1, hall: h1, heatCapacityWatts: 1350000}
            """;

    static final String RACK =
            """
            apiVersion: gigafleet/v1
            kind: Rack
            metadata: {name: rack-1}
            spec: {sku: gb300-nvl72, serial: SN-1, hall: h1, row: r1, position: 1, powerDomain: pdu-1, coolantLoop: l1}
            """;

    static final String TENANT =
            """
            apiVersion: gigafleet/v1
            kind: Tenant
            metadata: {name: acme}
            spec: {acceleratorQuota: 576}
            """;

    static final String DELIVERY =
            """
            apiVersion: gigafleet/v1
            kind: RackDelivery
            metadata: {name: november}
            spec:
              racks:
                - {name: r1, sku: gb300-nvl72, serial: SN-1, batch: w44, hall: h1, row: r1, position: 1, powerDomain: pdu-1, coolantLoop: l1}
                - {name: r2, sku: gb300-nvl72, serial: SN-2, hall: h1, row: r1, position: 2, powerDomain: pdu-1, coolantLoop: l1}
            """;

    static final String ROLLOUT =
            """
            apiVersion: gigafleet/v1
            kind: Rollout
            metadata: {name: november}
            spec:
              kind: commission
              racks: {delivery: november}
              firmware: 25.10.2
              canary: 4
              growth: 2
              soak: 2h
              limits: {perRow: 8, perLoop: 4}
              rampMegawattsPerMinute: 1.5
              failures: {max: 4, share: 0.1}
              deadline: 2026-12-24T18:00:00Z
              mode: approval
              stages:
                BURNED_IN: {duration: 24h, sla: 30h, attempts: 2}
            """;

    private Readings() {}

    static List<Located<Manifest>> accepted(String text) {
        return switch (ManifestReader.read(text)) {
            case ManifestReading.Accepted accepted -> accepted.manifests();
            case ManifestReading.Rejected rejected ->
                    throw new AssertionError("rejected: " + rejected.problems());
        };
    }

    static Located<Manifest> only(String text) {
        List<Located<Manifest>> manifests = accepted(text);
        if (manifests.size() != 1) {
            throw new AssertionError("not one manifest, but " + manifests.size());
        }
        return manifests.getFirst();
    }

    static List<ManifestProblem> rejected(String text) {
        return switch (ManifestReader.read(text)) {
            case ManifestReading.Accepted ignored ->
                    throw new AssertionError("accepted, though it should not be:\n" + text);
            case ManifestReading.Rejected rejected -> rejected.problems();
        };
    }

    /** The text with one piece of it changed; the piece must be there. */
    static String changed(String text, String piece, String replacement) {
        if (!text.contains(piece)) {
            throw new AssertionError("the manifest has no '" + piece + "'");
        }
        return text.replace(piece, replacement);
    }
}
