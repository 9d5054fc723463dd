package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.schemas.manifest.Located;
import java.util.Collection;

/**
 * The part of a manifest that describes one thing: its {@code spec}, or one entry of a list there.
 *
 * @param path of the block, such as {@code spec.racks[3]}
 */
record Block(Located<?> manifest, String path, Findings findings) {

    void problem(String field, String message, String hint) {
        findings.add(manifest, path + "." + field, message, hint);
    }

    /** A reference to something that is neither in the input nor in the ledger. */
    void unknown(String field, String what, String name, Collection<String> known) {
        findings.unknown(manifest, path + "." + field, what, name, known);
    }
}
