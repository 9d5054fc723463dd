/**
 * Desired state as operators write it: one record per kind, and the reader that turns YAML into
 * them or into problems that name document, line, column and field.
 */
@NullMarked
package io.gigafleet.schemas.manifest;

import org.jspecify.annotations.NullMarked;
