package io.gigafleet.schemas;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.RackCap;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files of the Protobuf records, {@code src/test/resources/golden/v1}. */
final class GoldenFiles {

    static final Path DIRECTORY = Path.of("src/test/resources/golden/v1");

    /** The records, one per Protobuf topic. */
    static final List<Message> RECORDS =
            List.of(
                    RackTelemetry.getDefaultInstance(),
                    RackStatus.getDefaultInstance(),
                    Assignment.getDefaultInstance(),
                    RackCap.getDefaultInstance(),
                    FacilityRecord.getDefaultInstance());

    private GoldenFiles() {}

    /** One message, once as text and once as bytes. */
    record Golden(Path text) {

        /** The record's empty message, by the beginning of the file's name. */
        Message record() {
            String name = text.getFileName().toString().split("[-.]", 2)[0];
            return RECORDS.stream()
                    .filter(record -> record.getDescriptorForType().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(text + " begins with no record's name"));
        }

        Path bytesFile() {
            return text.resolveSibling(
                    text.getFileName().toString().replaceFirst("\\.txtpb$", ".bin"));
        }

        /** The message as its text says it, in this version's fields. */
        Message fromText() {
            Message.Builder builder = record().newBuilderForType();
            try {
                TextFormat.merge(Files.readString(text), builder);
            } catch (TextFormat.ParseException e) {
                throw new AssertionError(
                        text
                                + " names what this version does not have; a field was renamed,"
                                + " retyped or removed. Put it back: "
                                + e.getMessage(),
                        e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return builder.build();
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(bytesFile());
            } catch (IOException e) {
                throw new AssertionError(
                        bytesFile() + " is missing; see the README beside it to write it", e);
            }
        }

        /** The message as this version reads the bytes. */
        Message fromBytes() {
            try {
                return record().newBuilderForType().mergeFrom(bytes()).build();
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(
                        bytesFile() + " can't be read; a field changed its type. Put it back", e);
            }
        }

        @Override
        public String toString() {
            return text.getFileName().toString();
        }
    }

    static List<Golden> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".txtpb"))
                    .sorted()
                    .map(Golden::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the bytes of texts that have none yet. */
    static void writeMissing() {
        for (Golden golden : all()) {
            if (!Files.exists(golden.bytesFile())) {
                try {
                    Files.write(golden.bytesFile(), golden.fromText().toByteArray());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
