package io.gigafleet.schemas.manifest;

import java.util.List;

/**
 * What {@link ManifestReader} made of a text: all of its manifests, or all that is wrong with it.
 */
public sealed interface ManifestReading {

    /** Every document is sound. */
    record Accepted(List<Located<Manifest>> manifests) implements ManifestReading {
        public Accepted {
            manifests = List.copyOf(manifests);
        }
    }

    /** At least one document is not; nothing of the text may be used. In order of position. */
    record Rejected(List<ManifestProblem> problems) implements ManifestReading {
        public Rejected {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("problems is empty: a rejection needs a reason");
            }
        }
    }
}
