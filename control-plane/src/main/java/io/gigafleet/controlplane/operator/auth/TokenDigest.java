package io.gigafleet.controlplane.operator.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token; all that is kept of it. Tokens are random, so that no salt is needed. Two
 * digests are compared in constant time.
 */
public final class TokenDigest {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private final byte[] sha256;

    private TokenDigest(byte[] sha256) {
        this.sha256 = sha256;
    }

    public static TokenDigest ofToken(String token) {
        try {
            return new TokenDigest(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /**
     * Reads what {@link #hex} writes.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public static TokenDigest ofHex(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 has 64 lower-case hexadecimal digits, this text has "
                            + hex.length()
                            + " characters. Maybe it is the token itself: give its digest"
                            + " (sha256sum)");
        }
        return new TokenDigest(HexFormat.of().parseHex(hex));
    }

    public String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenDigest digest && MessageDigest.isEqual(sha256, digest.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    /** Never the digest: it would end up in logs. */
    @Override
    public String toString() {
        return "TokenDigest";
    }
}
