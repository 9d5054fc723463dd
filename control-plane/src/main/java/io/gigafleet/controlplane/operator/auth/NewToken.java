package io.gigafleet.controlplane.operator.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens. */
public final class NewToken {

    /** So that a token found lying about can be told for one of ours. */
    private static final String PREFIX = "gf_";

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewToken() {}

    /** A new token of 256 random bits. */
    public static String text() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
