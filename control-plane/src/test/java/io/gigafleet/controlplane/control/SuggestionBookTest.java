package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.ledger.SuggestionRow;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Suggestion;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionBookTest {

    private static final Suggestion ROW =
            new Suggestion(Automation.POWER, "cap", "domain/row-0", "it draws 440 kW of 420 kW");
    private static final long LATER = SuggestionBook.GRACE_MILLIS;

    private final SuggestionBook book = new SuggestionBook(List.of(), 7, 0);

    @Test
    void suggestionIsWrittenWhenItBeginsAndWhenItIsOver() {
        List<SuggestionRow> begun = book.changes(List.of(ROW), 1_000);
        assertThat(begun)
                .containsExactly(new SuggestionRow("s7-1", ROW, 1_000, OptionalLong.empty()));
        book.committed(begun);

        assertThat(book.changes(List.of(ROW), LATER)).isEmpty();
        List<SuggestionRow> over = book.changes(List.of(), LATER + 500);
        assertThat(over)
                .containsExactly(
                        new SuggestionRow("s7-1", ROW, 1_000, OptionalLong.of(LATER + 500)));
        book.committed(over);

        assertThat(book.changes(List.of(ROW), LATER + 900))
                .as("another time, another name")
                .extracting(SuggestionRow::id)
                .containsExactly("s7-2");
    }

    @Test
    void whatWasNotCommittedIsWrittenAgain() {
        assertThat(book.changes(List.of(ROW), 1_000)).hasSize(1);
        assertThat(book.changes(List.of(ROW), 1_200)).hasSize(1);
    }

    @Test
    void newLeaderKeepsTheNameAndLooksBeforeItEndsAnything() {
        SuggestionRow known = new SuggestionRow("s7-1", ROW, 500, OptionalLong.empty());
        SuggestionBook next = new SuggestionBook(List.of(known), 8, 10_000);

        assertThat(next.changes(List.of(), 10_000 + LATER - 1)).isEmpty();
        assertThat(next.changes(List.of(ROW), 10_000 + LATER)).isEmpty();
        assertThat(next.changes(List.of(), 10_000 + LATER))
                .extracting(SuggestionRow::id, SuggestionRow::stands)
                .containsExactly(tuple("s7-1", false));
    }

    @Test
    void thoseThatFindNoRoomWaitUntilOthersAreOver() {
        List<Suggestion> many =
                IntStream.rangeClosed(0, Suggestion.MOST_STANDING)
                        .mapToObj(
                                rack ->
                                        new Suggestion(
                                                Automation.HEALTH,
                                                "evict",
                                                "rack/r" + rack,
                                                "LOST"))
                        .toList();
        List<SuggestionRow> begun = book.changes(many, 0);
        assertThat(begun).hasSize(Suggestion.MOST_STANDING);
        book.committed(begun);
        assertThat(book.changes(many, LATER)).isEmpty();

        assertThat(book.changes(many.subList(1, many.size()), LATER))
                .extracting(row -> row.suggestion().subject(), SuggestionRow::stands)
                .containsExactly(
                        tuple("rack/r0", false), tuple("rack/r" + Suggestion.MOST_STANDING, true));
    }
}
