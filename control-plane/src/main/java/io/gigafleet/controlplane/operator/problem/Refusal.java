package io.gigafleet.controlplane.operator.problem;

import io.gigafleet.controlplane.operator.problem.Problem.Fault;
import io.gigafleet.schemas.NearestWord;
import io.gigafleet.schemas.manifest.ManifestProblem;
import java.util.Collection;
import java.util.List;

/** A request that is refused; it becomes a {@link Problem} at the edge. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Fault> faults;

    /**
     * A refusal for one reason.
     *
     * @param detail what is wrong and what to do; the client reads it
     */
    public Refusal(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    private Refusal(ProblemType type, String detail, List<Fault> faults) {
        super(detail, null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
    }

    /** A manifest with faults; nothing of it is applied. */
    public static Refusal ofManifests(List<ManifestProblem> problems) {
        String detail =
                problems.size() == 1
                        ? "One problem; nothing was applied. Mend it and apply again."
                        : problems.size()
                                + " problems; nothing was applied. Mend them and apply again.";
        return new Refusal(
                ProblemType.MANIFEST_INVALID, detail, problems.stream().map(Fault::of).toList());
    }

    /** A parameter or JSON field that can't be used. */
    public static Refusal ofField(String field, String message, String hint) {
        return new Refusal(
                ProblemType.REQUEST_INVALID,
                field + ": " + message + (hint.isEmpty() ? "" : "; " + hint),
                List.of(Fault.ofField(field, message, hint)));
    }

    /** Something that isn't there. */
    public static Refusal notFound(String kind, String name) {
        return new Refusal(
                ProblemType.NOT_FOUND,
                "There is no %s named '%s'. List what there is, or apply it first."
                        .formatted(kind, name));
    }

    /** Something that isn't there, among others that are. */
    public static Refusal notFound(String kind, String name, Collection<String> known) {
        return NearestWord.of(name, known)
                .map(
                        near ->
                                new Refusal(
                                        ProblemType.NOT_FOUND,
                                        "There is no %s named '%s'. Did you mean '%s'?"
                                                .formatted(kind, name, near)))
                .orElseGet(() -> notFound(kind, name));
    }

    public ProblemType type() {
        return type;
    }

    public Problem toProblem(String instance) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                String.valueOf(getMessage()),
                instance,
                faults);
    }
}
