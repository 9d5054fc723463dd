package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of a request (RFC 9110, section 13).
 *
 * @param ifMatch entity tags, one of which must be the thing's; {@code *}: it must exist
 * @param ifNoneMatch {@code *}: it must not exist; or entity tags that it must not have
 */
record ETags(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    /** The entity tag of a service: the revision of its spec. */
    static String of(DeclaredService service) {
        return "\"" + service.revision() + "\"";
    }

    /**
     * Checks the preconditions against what is there.
     *
     * @throws Refusal if one doesn't hold
     */
    void check(String name, @Nullable DeclaredService there) {
        if (ifMatch != null && (there == null || !lists(ifMatch, of(there)))) {
            throw new Refusal(
                    ProblemType.PRECONDITION_FAILED,
                    there == null
                            ? "There is no service '%s', and If-Match asks for one. Leave the header out to create it."
                                    .formatted(name)
                            : "Service '%s' has changed: its ETag is %s, and If-Match is %s. Get it, change that, and try again."
                                    .formatted(name, of(there), ifMatch));
        }
        if (ifNoneMatch != null && there != null && lists(ifNoneMatch, of(there))) {
            throw new Refusal(
                    ProblemType.PRECONDITION_FAILED,
                    "Service '%s' exists, its ETag is %s. Leave If-None-Match out to replace it."
                            .formatted(name, of(there)));
        }
    }

    /**
     * A check of If-Match alone, for what is always there.
     *
     * @param thing what the request would change, at the beginning of a sentence
     * @return takes the version that is there and throws a {@link Refusal} if it isn't the expected
     */
    static Consumer<String> ifMatch(@Nullable String ifMatch, String thing) {
        return version -> {
            if (ifMatch != null && !lists(ifMatch, quoted(version))) {
                throw new Refusal(
                        ProblemType.PRECONDITION_FAILED,
                        "%s changed: the ETag is %s, and If-Match is %s. Get it, change that, and try again."
                                .formatted(thing, quoted(version), ifMatch));
            }
        };
    }

    /** A version as an entity tag. */
    static String quoted(String version) {
        return "\"" + version + "\"";
    }

    private static boolean lists(String header, String tag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::trim)
                .anyMatch(listed -> listed.equals("*") || listed.equals(tag));
    }
}
