package io.gigafleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.gigafleet.schemas.GoldenFiles.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old bytes stay readable and this version writes the same ones. */
class GoldenFilesTest {

    private static final String ADVICE =
            "%s and its bytes differ: a field was renumbered or retyped. Agents and planes of the"
                    + " version before would misread each other. Undo it; give a new field a new"
                    + " number. See src/test/resources/golden/v1/README.md";

    @BeforeAll
    static void writeWhatIsMissingIfAsked() {
        if (Boolean.getBoolean("golden.write")) {
            GoldenFiles.writeMissing();
        }
    }

    static List<Golden> goldenFiles() {
        return GoldenFiles.all();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void oldBytesReadAsWhatTheyMeant(Golden golden) {
        assertThat(TextFormat.printer().printToString(golden.fromBytes()))
                .as(ADVICE, golden)
                .isEqualTo(TextFormat.printer().printToString(golden.fromText()));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void theSameMessageIsWrittenAsTheSameBytes(Golden golden) {
        assertThat(HexFormat.of().formatHex(golden.fromText().toByteArray()))
                .as(ADVICE, golden)
                .isEqualTo(HexFormat.of().formatHex(golden.bytes()));
    }

    @Test
    void everyFieldOfEveryRecordIsInAGoldenFile() {
        Set<String> missing = new TreeSet<>();
        GoldenFiles.RECORDS.forEach(record -> addFields(record.getDescriptorForType(), missing));
        goldenFiles().forEach(golden -> removeFields(golden.fromBytes(), missing));

        assertThat(missing)
                .as(
                        "fields in no golden file; add them as"
                                + " src/test/resources/golden/v1/README.md says")
                .isEmpty();
    }

    @Test
    void everyFieldAndEnumValueKeepsItsNumberAndType() throws IOException {
        Set<String> numbers = new TreeSet<>();
        GoldenFiles.RECORDS.forEach(record -> addNumbers(record.getDescriptorForType(), numbers));

        assertThat(numbers)
                .as("numbers; what changed must be undone, what is new gets its line")
                .containsExactlyElementsOf(
                        Files.readAllLines(GoldenFiles.DIRECTORY.resolve("numbers.txt")));
    }

    @Test
    void everyProtobufTopicHasGoldenFiles() {
        Set<String> records = new TreeSet<>();
        goldenFiles()
                .forEach(
                        golden ->
                                records.add(golden.record().getDescriptorForType().getFullName()));
        Set<String> topicValues = new TreeSet<>();
        TopicCatalogue.builtIn().topics().stream()
                .map(TopicCatalogue.Topic::value)
                .filter(value -> value.startsWith("gigafleet."))
                .forEach(topicValues::add);

        assertThat(records).isEqualTo(topicValues).isNotEmpty();
    }

    private static void addFields(Descriptor type, Set<String> fields) {
        for (FieldDescriptor field : type.getFields()) {
            if (fields.add(field.getFullName())
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                addFields(field.getMessageType(), fields);
            }
        }
    }

    private static void removeFields(Message message, Set<String> fields) {
        message.getAllFields()
                .forEach(
                        (field, value) -> {
                            fields.remove(field.getFullName());
                            List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
                            for (Object inner : values) {
                                if (inner instanceof Message nested) {
                                    removeFields(nested, fields);
                                }
                            }
                        });
    }

    private static void addNumbers(Descriptor type, Set<String> numbers) {
        for (FieldDescriptor field : type.getFields()) {
            String repeated = field.isRepeated() ? "repeated " : "";
            String word = field.getType().name().toLowerCase(Locale.ROOT);
            boolean isNew =
                    numbers.add(
                            "%s = %d: %s%s"
                                    .formatted(
                                            field.getFullName(),
                                            field.getNumber(),
                                            repeated,
                                            word));
            switch (field.getJavaType()) {
                case ENUM ->
                        field.getEnumType()
                                .getValues()
                                .forEach(
                                        value ->
                                                numbers.add(
                                                        value.getFullName()
                                                                + " = "
                                                                + value.getNumber()));
                case MESSAGE -> {
                    if (isNew) {
                        addNumbers(field.getMessageType(), numbers);
                    }
                }
                case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
            }
        }
    }
}
