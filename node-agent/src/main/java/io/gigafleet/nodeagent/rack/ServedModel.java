package io.gigafleet.nodeagent.rack;

/**
 * A model as far as the cost of serving it goes.
 *
 * @param parametersActive parameters one token passes through
 * @param bytesPerParameter 0.5 for fp4, 1 for fp8, 2 for bf16
 * @param contextTokens most tokens, in and out, of one request
 * @param keyValueBytesPerToken attention state one token keeps while its request runs
 */
public record ServedModel(
        String name,
        double parametersTotal,
        double parametersActive,
        double bytesPerParameter,
        int contextTokens,
        long keyValueBytesPerToken) {

    public ServedModel {
        require(parametersTotal > 0, "parametersTotal", parametersTotal);
        require(
                parametersActive > 0 && parametersActive <= parametersTotal,
                "parametersActive",
                parametersActive);
        require(bytesPerParameter > 0, "bytesPerParameter", bytesPerParameter);
        require(contextTokens > 1, "contextTokens", contextTokens);
        require(keyValueBytesPerToken > 0, "keyValueBytesPerToken", (double) keyValueBytesPerToken);
    }

    /** Bytes of all weights. */
    public double weightBytes() {
        return parametersTotal * bytesPerParameter;
    }

    private static void require(boolean holds, String field, double value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    field + " is " + value + ": a model that can be served has it above 0");
        }
    }
}
