package io.gigafleet.controlplane.operator.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token allows; each role includes the ones before it. */
public enum Role {
    /** Reads everything but tokens. */
    VIEWER,
    /** Also changes what is wanted: manifests, cordons, caps. */
    OPERATOR,
    /** Also makes and revokes tokens. */
    ADMIN;

    /** The names {@code @RolesAllowed} uses. */
    public static final String VIEW = "viewer";

    public static final String OPERATE = "operator";
    public static final String ADMINISTER = "admin";

    /** The word used in answers and in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** The words of this role and of all it includes. */
    Set<String> words() {
        return switch (this) {
            case VIEWER -> Set.of(VIEW);
            case OPERATOR -> Set.of(VIEW, OPERATE);
            case ADMIN -> Set.of(VIEW, OPERATE, ADMINISTER);
        };
    }
}
