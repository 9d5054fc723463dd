package io.gigafleet.nodeagent.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalStreamTest {

    private static final Trace TRACE =
            new Trace(
                    new double[] {0, 100, 100, 400, 900},
                    new int[] {10, 11, 12, 13, 14},
                    new int[] {1, 2, 3, 4, 5});

    private record Request(long index, double millis, int input, int output) {}

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 12, 900})
    void poissonArrivalsComeAtTheirRate(double perSecond) {
        ArrivalStream stream = Source.rate("conversation", perSecond, 1, 42);
        double seconds = 20_000 / perSecond;
        int count = 0;
        while (stream.arrivalMillis() < seconds * 1_000) {
            count++;
            stream.advance();
        }

        assertThat((double) count).isCloseTo(20_000, within(600.0));
    }

    @Test
    void scaleMultipliesTheRate() {
        assertThat(requests(Source.rate("c", 10, 3, 1), 100_000)).hasSizeBetween(2_800, 3_200);
        assertThat(requests(Source.trace("c", TRACE, 3, 1), 112_500)).hasSize(1_500);
        assertThat(requests(Source.trace("c", TRACE, 0.5, 1), 1_125_000))
                .hasSizeBetween(2_400, 2_600);
        assertThat(requests(Source.trace("c", TRACE, 1.25, 1), 1_125_000))
                .hasSizeBetween(6_100, 6_400);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, 2.5})
    void requestsAreTheSameWhereverTheStreamWasEntered(double scale) {
        for (ArrivalStream[] pair :
                List.of(
                        new ArrivalStream[] {
                            Source.rate("c", 7, scale, 9), Source.rate("c", 7, scale, 9)
                        },
                        new ArrivalStream[] {
                            Source.trace("c", TRACE, scale, 9), Source.trace("c", TRACE, scale, 9)
                        })) {
            List<Request> all = requests(pair[0], 60_000);
            SplittableRandom random = new SplittableRandom(4);
            for (int i = 0; i < 200; i++) {
                double from = random.nextDouble() * 50_000;
                pair[1].seek(from);
                Request first = current(pair[1]);
                Request expected =
                        all.stream().filter(r -> r.millis() >= from).findFirst().orElseThrow();
                assertThat(first).isEqualTo(expected);
            }
        }
    }

    @Test
    void indicesGrowAndTimesNeverFall() {
        for (ArrivalStream stream :
                List.of(Source.rate("c", 50, 1, 3), Source.trace("c", TRACE, 2.7, 3))) {
            Request last = new Request(-1, 0, 0, 0);
            for (int i = 0; i < 5_000; i++) {
                Request now = current(stream);
                assertThat(now.index()).isGreaterThan(last.index());
                assertThat(now.millis()).isGreaterThanOrEqualTo(last.millis());
                last = now;
                stream.advance();
            }
        }
    }

    @Test
    void traceStartsOverAfterItsEnd() {
        List<Request> two = requests(Source.trace("c", TRACE, 1, 0), 2_250);

        assertThat(two).extracting(Request::millis).startsWith(0.0, 100.0, 100.0, 400.0, 900.0);
        assertThat(two.get(5)).isEqualTo(new Request(5, 1_125, 10, 1));
        assertThat(two).hasSize(10);
    }

    @Test
    void otherNamesAndSeedsGiveOtherRequests() {
        List<Request> base = requests(Source.rate("a", 5, 1, 1), 10_000);

        assertThat(requests(Source.rate("a", 5, 1, 1), 10_000)).isEqualTo(base);
        assertThat(requests(Source.rate("a", 5, 1, 2), 10_000)).isNotEqualTo(base);
        assertThat(requests(Source.rate("b", 5, 1, 1), 10_000)).isNotEqualTo(base);
    }

    @Test
    void lengthsAreNearThoseOfConversations() {
        List<Request> many = requests(Source.rate("c", 1_000, 1, 1), 20_000);

        assertThat(many.stream().mapToInt(Request::input).average().orElseThrow())
                .isBetween(1_000.0, 1_300.0);
        assertThat(many.stream().mapToInt(Request::output).average().orElseThrow())
                .isBetween(180.0, 240.0);
        assertThat(many).allMatch(r -> r.input() >= 1 && r.output() >= 1);
    }

    @Test
    void rateOutsideOfWhatASourceCanDoIsAMistake() {
        assertThatThrownBy(() -> Source.rate("c", 1, 0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Source.rate("c", 1_000, 1_000, 1))
                .hasMessageContaining("at most 500000");
        assertThatThrownBy(() -> Source.trace("c", TRACE, -1, 1))
                .hasMessageContaining("traffic scale -1");
    }

    private static List<Request> requests(ArrivalStream stream, double untilMillis) {
        List<Request> requests = new ArrayList<>();
        while (stream.arrivalMillis() < untilMillis) {
            requests.add(current(stream));
            stream.advance();
        }
        return requests;
    }

    private static Request current(ArrivalStream stream) {
        return new Request(
                stream.index(),
                stream.arrivalMillis(),
                stream.inputTokens(),
                stream.outputTokens());
    }
}
