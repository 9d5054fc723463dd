package io.gigafleet.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Tokens and passwords of the local stack: random, and readable by their owner only. */
final class Secrets {

    private static final int BYTES = 32;
    private static final int CLUSTER_ID_BYTES = 16;

    private Secrets() {}

    /** 32 random bytes in base64url without padding. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 16 random bytes in base64url, the form of Kafka's cluster ids. */
    static String clusterId() {
        byte[] bytes = new byte[CLUSTER_ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        // A leading dash would be read as an option on a command line.
        bytes[0] &= 0x3f;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Lower-case hex of the SHA-256 of the text's UTF-8 bytes. */
    static String sha256Hex(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Writes a file that was never readable by anyone else, not even for a moment. */
    static void writePrivately(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
    }

    /** The secret in a file, made now if there is none. */
    static String readOrCreate(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            writePrivately(file, random());
        }
        return Files.readString(file).trim();
    }
}
