package io.gigafleet.nodeagent.arrivals;

/**
 * Prompt and answer lengths as log-normal distributions, cut to a range.
 *
 * <p>{@link #CONVERSATION} is near the Azure conversation trace of November 2023 (19,366 requests;
 * median 1,020 and mean 1,155 tokens in, median 129 and mean 211 out).
 */
record TokenLengths(
        double medianInput,
        double inputSigma,
        int mostInput,
        double medianOutput,
        double outputSigma,
        int mostOutput) {

    static final TokenLengths CONVERSATION = new TokenLengths(850, 0.8, 8_192, 145, 0.85, 1_024);

    int input(SplitMix random) {
        return draw(random, medianInput, inputSigma, mostInput);
    }

    int output(SplitMix random) {
        return draw(random, medianOutput, outputSigma, mostOutput);
    }

    private static int draw(SplitMix random, double median, double sigma, int most) {
        return (int) Math.clamp(median * Math.exp(sigma * random.nextGaussian()), 1, most);
    }
}
