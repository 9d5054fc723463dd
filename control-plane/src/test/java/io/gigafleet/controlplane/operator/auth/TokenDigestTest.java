package io.gigafleet.controlplane.operator.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenDigestTest {

    /** FIPS 180-2, appendix B.1. */
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestIsTheSha256OfTheToken() {
        assertThat(TokenDigest.ofToken("abc").hex()).isEqualTo(SHA256_OF_ABC);
        assertThat(TokenDigest.ofHex(SHA256_OF_ABC)).isEqualTo(TokenDigest.ofToken("abc"));
        assertThat(TokenDigest.ofToken("abd")).isNotEqualTo(TokenDigest.ofToken("abc"));
    }

    @Test
    void tokenInPlaceOfItsDigestIsNamedAsSuchAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenDigest.ofHex("gf_secret"))
                .withMessageContaining("sha256sum")
                .withMessageNotContaining("gf_secret");
    }

    @Test
    void digestIsNotPrinted() {
        assertThat(TokenDigest.ofToken("abc").toString()).doesNotContain("ba78");
    }

    @Test
    void newTokensDiffer() {
        assertThat(NewToken.text()).startsWith("gf_").hasSize(46).isNotEqualTo(NewToken.text());
    }

    @Test
    void eachRoleIncludesTheOnesBefore() {
        assertThat(Role.VIEWER.words()).containsExactly("viewer");
        assertThat(Role.OPERATOR.words()).containsExactlyInAnyOrder("viewer", "operator");
        assertThat(Role.ADMIN.words()).containsExactlyInAnyOrder("viewer", "operator", "admin");
        assertThat(Role.of("root")).isEmpty();
    }
}
