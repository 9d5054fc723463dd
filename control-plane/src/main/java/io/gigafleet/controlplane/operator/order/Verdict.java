package io.gigafleet.controlplane.operator.order;

/** What becomes of an order. */
sealed interface Verdict {

    /** It is given. */
    record Accepted() implements Verdict {}

    /** It was given before, and the leader has yet to obey it: giving it twice changes nothing. */
    record AlreadyGiven() implements Verdict {}

    /**
     * It makes no sense now.
     *
     * @param why what is wrong and what to do
     */
    record Refused(String why) implements Verdict {}

    Verdict ACCEPTED = new Accepted();
    Verdict ALREADY_GIVEN = new AlreadyGiven();
}
