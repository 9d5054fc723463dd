package io.gigafleet.nodeagent.arrivals;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes which requests of a source, for one service: half-open intervals of request points that
 * do not overlap.
 */
public final class ShareTable<T> {

    private final int[] from;
    private final int[] to;
    private final List<T> takers;

    /** One taker and its points, from inclusive, to exclusive. */
    public record Share<T>(int fromPpm, int toPpm, T taker) {
        public Share {
            if (fromPpm < 0 || fromPpm >= toPpm || toPpm > RequestPoint.POINTS) {
                throw new IllegalArgumentException(
                        "traffic share ["
                                + fromPpm
                                + ", "
                                + toPpm
                                + ") is not an interval within 0 to "
                                + RequestPoint.POINTS);
            }
        }
    }

    public ShareTable(List<Share<T>> shares) {
        List<Share<T>> sorted =
                shares.stream().sorted(Comparator.comparingInt(Share::fromPpm)).toList();
        from = sorted.stream().mapToInt(Share::fromPpm).toArray();
        to = sorted.stream().mapToInt(Share::toPpm).toArray();
        takers = sorted.stream().map(Share::taker).toList();
    }

    /** Who takes the request with that point, if it is someone in this table. */
    public Optional<T> taker(int point) {
        return Optional.ofNullable(takerOrNull(point));
    }

    /** As {@link #taker}, without the wrapper, for the hot path. */
    public @Nullable T takerOrNull(int point) {
        int low = 0;
        int high = from.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (point < from[middle]) {
                high = middle - 1;
            } else if (point >= to[middle]) {
                low = middle + 1;
            } else {
                return takers.get(middle);
            }
        }
        return null;
    }
}
