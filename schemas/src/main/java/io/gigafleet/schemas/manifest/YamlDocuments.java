package io.gigafleet.schemas.manifest;

import java.util.List;

/**
 * The documents of a text as far as it is YAML, and where it is not.
 *
 * @param documents the ones that are not empty
 */
record YamlDocuments(List<Document> documents, List<ManifestProblem> problems) {

    YamlDocuments {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /**
     * One document.
     *
     * @param number its position in the text, from 1, empty ones included
     */
    record Document(int number, YamlNode root) {}
}
