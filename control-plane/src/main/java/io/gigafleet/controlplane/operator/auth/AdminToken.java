package io.gigafleet.controlplane.operator.auth;

import io.gigafleet.controlplane.ledger.TokenStore;
import io.gigafleet.controlplane.ledger.TokenStore.StoredToken;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Lets the admin token of the configuration in, under the name {@value #NAME}. */
@ApplicationScoped
class AdminToken {

    static final String NAME = "local-admin";

    private static final Logger LOG = Logger.getLogger(AdminToken.class);

    private final TokenConfig config;
    private final TokenStore tokens;

    AdminToken(TokenConfig config, TokenStore tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    void letIn(@Observes StartupEvent start) {
        if (config.adminTokenSha256().isEmpty()) {
            LOG.info("no admin token configured, only tokens of the ledger are valid");
            return;
        }
        TokenDigest digest = TokenDigest.ofHex(config.adminTokenSha256().get());
        tokens.put(new StoredToken(NAME, digest.hex(), Role.ADMIN.word()));
        LOG.infof("admin token configured name=%s", NAME);
    }
}
