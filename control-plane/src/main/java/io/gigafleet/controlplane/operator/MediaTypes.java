package io.gigafleet.controlplane.operator;

/** Media types of manifests. */
final class MediaTypes {

    /** As RFC 9512 registers it. */
    static final String YAML = "application/yaml";

    static final String OLD_YAML = "application/x-yaml";

    static final String TEXT_YAML = "text/yaml";

    private MediaTypes() {}
}
