package io.gigafleet.controlplane.operator.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.gigafleet.schemas.NearestWord;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON that can't be used, in the words of the request. */
final class UnusableJson {

    /** Most fields that are named to somebody who wrote another. */
    private static final int MOST_NAMED = 12;

    private static final Set<Class<?>> WHOLE_NUMBERS =
            Set.of(int.class, long.class, Integer.class, Long.class);

    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);

    private UnusableJson() {}

    /** The refusal of a request whose body could not be read. */
    static Refusal refusalOf(JsonProcessingException failure) {
        String field = field(failure);
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Refusal.ofField(field, "there is no such field", known(unknown));
        }
        if (failure.getCause() instanceof InputCoercionException) {
            return Refusal.ofField(field, "this number is too large", "write a smaller one");
        }
        if (failure instanceof MismatchedInputException mismatch && !field.isEmpty()) {
            String wanted = wanted(mismatch.getTargetType());
            if (!wanted.isEmpty()) {
                return Refusal.ofField(field, "it is not " + wanted, "write " + wanted);
            }
        }
        return Refusal.ofField(
                field.isEmpty() ? "body" : field,
                "the JSON can't be used" + where(failure),
                "send the fields that /q/openapi lists for this request");
    }

    /** The field it is about; empty if that is not known. */
    private static String field(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .map(String::valueOf)
                    .collect(Collectors.joining("."));
        }
        return failure.getProcessor() instanceof JsonParser parser ? current(parser) : "";
    }

    private static String current(JsonParser parser) {
        try {
            String name = parser.currentName();
            return name == null ? "" : name;
        } catch (IOException e) {
            // A reader that failed need not know where it was: then no field is named.
            return "";
        }
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> ids = unknown.getKnownPropertyIds();
        List<String> names =
                ids == null ? List.of() : ids.stream().map(String::valueOf).sorted().toList();
        if (names.isEmpty()) {
            return "leave it out";
        }
        return NearestWord.of(unknown.getPropertyName(), names)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(
                        () ->
                                names.stream()
                                        .limit(MOST_NAMED)
                                        .collect(Collectors.joining(", ", "there are ", "")));
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number";
        }
        if (NUMBERS.contains(type)) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) ? "an object" : "";
    }

    private static String where(JsonProcessingException failure) {
        return failure.getLocation() == null
                ? ""
                : " on line %d, column %d"
                        .formatted(
                                failure.getLocation().getLineNr(),
                                failure.getLocation().getColumnNr());
    }
}
