package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.ManifestProblem;
import java.util.List;

/** Whether a service refers to what there is, for those who only ask and don't apply. */
public final class ServiceReferences {

    private ServiceReferences() {}

    /** What is wrong with what a service refers to: tenant, SKUs, halls, quota. */
    public static List<ManifestProblem> problems(
            Declared declared, Located<?> at, InferenceService service) {
        Findings findings = new Findings();
        new ServiceChecks(findings, declared).checkReferences(at, service);
        return findings.inOrder();
    }
}
