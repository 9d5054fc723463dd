package io.gigafleet.controlplane.operator.answer;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what to ask for next with; null: this is the last part
 */
public record Page<T>(
        List<T> items,
        @Schema(
                        description = "Send it as ?cursor= for what comes next; null: nothing does",
                        nullable = true)
                @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** A list that is never cut. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
