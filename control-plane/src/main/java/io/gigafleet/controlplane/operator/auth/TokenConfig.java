package io.gigafleet.controlplane.operator.auth;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the control plane is told about tokens at start. */
@ConfigMapping(prefix = "gigafleet")
public interface TokenConfig {

    /**
     * SHA-256 of a token that is let in as {@code local-admin}, in lower-case hexadecimal digits:
     * {@code GIGAFLEET_ADMIN_TOKEN_SHA256}. Without it, only tokens of the ledger are valid.
     */
    Optional<String> adminTokenSha256();
}
