package io.gigafleet.schemas.manifest;

/**
 * A manifest and where each of its fields was written, so that whoever finds it wrong later (an
 * unknown SKU, a shape that can never fit) can still name the line.
 */
public final class Located<M extends Manifest> {

    private final M manifest;
    private final int document;
    private final YamlNode root;

    Located(M manifest, int document, YamlNode root) {
        this.manifest = manifest;
        this.document = document;
        this.root = root;
    }

    public M manifest() {
        return manifest;
    }

    /** Position of the manifest's document in the input, from 1. */
    public int document() {
        return document;
    }

    /**
     * Where a field's value stands.
     *
     * @param field path such as {@code spec.shape.skus[0]}; of one that was left out, the position
     *     of the nearest field around it is given
     */
    public Position at(String field) {
        return FieldPath.parse(field).positionIn(root);
    }

    /** A problem at a field of this manifest. */
    public ManifestProblem problem(String field, String message, String hint) {
        return ManifestProblem.at(document, at(field), field, message, hint);
    }
}
