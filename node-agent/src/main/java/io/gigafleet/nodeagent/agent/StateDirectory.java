package io.gigafleet.nodeagent.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ExpectedRack;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.Trip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an agent remembers over a restart: its boot counter and fleet, and per rack the assignment
 * it applied, the trip that latched it, its energy meter, and how far its commissioning is.
 *
 * <p>Orders and latches are written to a temporary file, forced to the disk and renamed, so that a
 * crash leaves the old or the new one and never half of one.
 */
public final class StateDirectory {

    private static final String BOOT = "boot";
    private static final String FLEET = "fleet";
    private static final String EXPECTED = "expected";
    private static final int BOOT_RANDOM_BITS = 20;

    private final Path directory;

    /**
     * @throws IOException if the directory can't be made or written
     */
    public StateDirectory(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("racks"));
    }

    /**
     * Takes the directory for this process, until the channel is closed or the process ends,
     * however it ends.
     *
     * @throws IOException if another agent has it
     */
    public FileChannel lock() throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException(
                    directory
                            + " is in use by another agent. Give each agent a state directory of"
                            + " its own");
        }
        return channel;
    }

    /** Counts this start and returns its number, from 1. */
    public synchronized long nextBoot() throws IOException {
        Properties host = host();
        long boot = Long.parseLong(host.getProperty(BOOT, "0")) + 1;
        host.setProperty(BOOT, Long.toString(boot));
        writeHost(host);
        return boot;
    }

    /** Counts this start and returns a boot id that grows with each, see RackTelemetry. */
    public long nextBootId() throws IOException {
        return bootId(nextBoot());
    }

    static long bootId(long boot) {
        return (boot << BOOT_RANDOM_BITS) | new SecureRandom().nextInt(1 << BOOT_RANDOM_BITS);
    }

    /** The fleet this agent obeys, if it met one. */
    public synchronized Optional<String> fleet() throws IOException {
        return Optional.ofNullable(host().getProperty(FLEET));
    }

    public synchronized void fleet(String fleetId) throws IOException {
        Properties host = host();
        host.setProperty(FLEET, fleetId);
        writeHost(host);
    }

    public Optional<Assignment> assignment(String rackId) throws IOException {
        return read(rackFile(rackId, "assignment"), Assignment.parser());
    }

    public void assignment(Assignment assignment) throws IOException {
        replace(rackFile(assignment.getRackId(), "assignment"), assignment.toByteArray(), true);
    }

    public Optional<Trip> trip(String rackId) throws IOException {
        return read(rackFile(rackId, "trip"), Trip.parser());
    }

    public void trip(String rackId, Trip trip) throws IOException {
        replace(rackFile(rackId, "trip"), trip.toByteArray(), true);
    }

    public void clearTrip(String rackId) throws IOException {
        Files.deleteIfExists(rackFile(rackId, "trip"));
        forceDirectory(directory.resolve("racks"));
    }

    /** What a rack should be, as a stage request said. */
    public Optional<ExpectedRack> expected(String rackId) throws IOException {
        return read(rackFile(rackId, EXPECTED), ExpectedRack.parser());
    }

    public void expected(String rackId, ExpectedRack expected) throws IOException {
        replace(rackFile(rackId, EXPECTED), expected.toByteArray(), true);
    }

    /** All racks a stage request has described, in order. */
    public SortedSet<String> expectedRacks() throws IOException {
        SortedSet<String> racks = new TreeSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.resolve("racks"), "*." + EXPECTED)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                racks.add(
                        URLDecoder.decode(
                                name.substring(0, name.length() - EXPECTED.length() - 1),
                                StandardCharsets.UTF_8));
            }
        }
        return racks;
    }

    /** How far a rack's commissioning is: its firmware, newest stage, and what was found. */
    public Optional<RackStatus> commissioning(String rackId) throws IOException {
        return read(rackFile(rackId, "commissioning"), RackStatus.parser());
    }

    /** Not forced to the disk: a power cut of the host may cost some progress of a stage. */
    public void commissioning(String rackId, RackStatus said) throws IOException {
        replace(rackFile(rackId, "commissioning"), said.toByteArray(), false);
    }

    /** A rack's repairs and what broke in it. */
    public Properties wear(String rackId) throws IOException {
        return properties(rackFile(rackId, "wear"));
    }

    public void wear(String rackId, Properties wear) throws IOException {
        replace(rackFile(rackId, "wear"), bytes(wear), false);
    }

    /** Energy counted so far per rack, joules. */
    public Map<String, Long> meters() throws IOException {
        Properties meters = properties(directory.resolve("meters.properties"));
        Map<String, Long> joules = new TreeMap<>();
        for (String rack : meters.stringPropertyNames()) {
            joules.put(rack, Long.parseLong(meters.getProperty(rack)));
        }
        return joules;
    }

    /**
     * Replaces the meters. Not forced to the disk: a power cut of the host may cost seconds of it.
     */
    public void meters(Map<String, Long> joules) throws IOException {
        Properties meters = new Properties();
        joules.forEach((rack, value) -> meters.setProperty(rack, Long.toString(value)));
        replace(directory.resolve("meters.properties"), bytes(meters), false);
    }

    private Properties host() throws IOException {
        return properties(directory.resolve("host.properties"));
    }

    private void writeHost(Properties host) throws IOException {
        replace(directory.resolve("host.properties"), bytes(host), true);
    }

    private Path rackFile(String rackId, String what) {
        String name = URLEncoder.encode(rackId, StandardCharsets.UTF_8);
        return directory.resolve("racks").resolve(name + "." + what);
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            properties.load(new StringReader(Files.readString(file)));
        }
        return properties;
    }

    private static byte[] bytes(Properties properties) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        properties.store(out, null);
        return out.toByteArray();
    }

    private static <M extends MessageLite> Optional<M> read(Path file, Parser<M> parser)
            throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parseFrom(Files.readAllBytes(file)));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(
                    file + " can't be read: " + e.getMessage() + ". Remove it to start without it",
                    e);
        }
    }

    private static void replace(Path file, byte[] content, boolean force) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (force) {
                channel.force(true);
            }
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        if (force) {
            forceDirectory(file.toAbsolutePath().getParent());
        }
    }

    private static void forceDirectory(@org.jspecify.annotations.Nullable Path directory)
            throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
