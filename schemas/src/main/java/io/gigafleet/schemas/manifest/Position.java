package io.gigafleet.schemas.manifest;

/**
 * A place in a text, both counted from 1 as editors do.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record Position(int line, int column) {
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "line " + line + " and column " + column + " must both be 1 or more");
        }
    }
}
