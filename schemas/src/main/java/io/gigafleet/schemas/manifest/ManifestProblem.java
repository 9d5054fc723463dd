package io.gigafleet.schemas.manifest;

/**
 * One thing wrong with a manifest, where it is and what to do about it.
 *
 * @param document position of the document in the input, from 1; 0 if the input as a whole is meant
 * @param line from 1
 * @param column in characters, from 1
 * @param field path of the field, as {@code spec.placement.halls[0]}; empty if the whole document
 *     is meant
 * @param message what is wrong
 * @param hint what to do; empty if the message says it all
 */
public record ManifestProblem(
        int document, int line, int column, String field, String message, String hint) {

    static ManifestProblem at(
            int document, Position position, String field, String message, String hint) {
        return new ManifestProblem(
                document, position.line(), position.column(), field, message, hint);
    }

    /**
     * The problem in one line, as a compiler prints it: {@code 12:5 spec.replcas: unknown field}.
     */
    @Override
    public String toString() {
        return line
                + ":"
                + column
                + " "
                + (field.isEmpty() ? "" : field + ": ")
                + message
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
