package io.gigafleet.cli;

import io.gigafleet.schemas.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a choice by its lower-case word and, if it is none, says which there are. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> ITypeConverter<E> of(Class<E> choice) {
        return word ->
                Arrays.stream(choice.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        unknown(
                                                word,
                                                Arrays.stream(choice.getEnumConstants())
                                                        .map(Enum::name)
                                                        .map(name -> name.toLowerCase(Locale.ROOT))
                                                        .toList()));
    }

    static TypeConversionException unknown(String word, List<String> known) {
        return new TypeConversionException(
                "'"
                        + word
                        + "' is not one of "
                        + String.join(", ", known)
                        + NearestWord.of(word, known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
    }
}
