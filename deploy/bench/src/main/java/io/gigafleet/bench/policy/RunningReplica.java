package io.gigafleet.bench.policy;

/** A replica on its rack, as physics and requests see it: a fluid of equal requests. */
final class RunningReplica {

    /** Requests that wait at one replica at most, as the agent's queue has it. */
    private static final double QUEUE_LIMIT = 2_048;

    /** Use of accelerators while weights load, as the agent has it. */
    private static final double LOADING_USE = 0.02;

    private final String id;
    private final ServedService service;
    private final int[] slots;
    private double loadLeftSeconds;
    private double drainLeftSeconds = Double.POSITIVE_INFINITY;
    private boolean routed;
    private double queued;
    private double use;

    RunningReplica(String id, ServedService service, int[] slots) {
        this.id = id;
        this.service = service;
        this.slots = slots;
        loadLeftSeconds = service.curve().loadSeconds();
    }

    /** What became of requests in one step. */
    record Step(double served, double rejected, double inTime) {
        static final Step NOTHING = new Step(0, 0, 0);
    }

    String id() {
        return id;
    }

    ServedService service() {
        return service;
    }

    /** Not to be written to. */
    int[] slots() {
        return slots;
    }

    double use() {
        return use;
    }

    double queued() {
        return queued;
    }

    boolean isLoaded() {
        return loadLeftSeconds <= 0;
    }

    boolean isDraining() {
        return drainLeftSeconds < Double.POSITIVE_INFINITY;
    }

    /** Whether requests may come here. */
    boolean takesRequests() {
        return routed && isLoaded() && !isDraining();
    }

    void route(boolean wanted) {
        routed = wanted;
    }

    /** Takes nothing new, and is gone after a while. */
    void drain(double seconds) {
        drainLeftSeconds = Math.min(drainLeftSeconds, seconds);
    }

    /** Whether it has drained. */
    boolean isGone() {
        return drainLeftSeconds <= 0;
    }

    /**
     * Loses power or is held: what it has is lost.
     *
     * @param keepsWeights whether it can go on at once when it may
     * @return requests that are lost
     */
    double drop(boolean keepsWeights) {
        double lost = queued;
        queued = 0;
        use = 0;
        if (!keepsWeights) {
            loadLeftSeconds = service.curve().loadSeconds();
            if (isDraining()) {
                drainLeftSeconds = 0;
            }
        }
        return lost;
    }

    /** Most requests it takes in a step without more than the promised time per token. */
    double appetite(double clock, double seconds) {
        return service.perReplica() * clock * seconds;
    }

    /**
     * Works for a step.
     *
     * @param incoming requests that come in it
     * @param clock share of full speed
     */
    Step work(double incoming, double clock, double seconds) {
        drainLeftSeconds -= seconds;
        if (!isLoaded()) {
            loadLeftSeconds -= seconds;
            use = LOADING_USE;
            return queue(incoming, 0, 0, 0);
        }
        if (clock <= 0) {
            use = 0;
            return queue(incoming, 0, 0, 0);
        }
        ServingCurve curve = service.curve();
        double most = curve.mostPerSecond() * clock;
        double before = queued;
        double done = Math.min(queued + incoming, most * seconds);
        double perSecond = done / seconds;
        use = curve.use(perSecond / clock);
        double after = queued + incoming - done;
        double inTime =
                incoming == 0
                        ? 0
                        : curve.inTimeShare(
                                perSecond,
                                clock,
                                (before + after) / 2 / most,
                                service.firstTokenLimitMillis());
        return queue(incoming, done, after, incoming * inTime);
    }

    private Step queue(double incoming, double done, double after, double inTime) {
        double waiting = done == 0 ? queued + incoming : after;
        queued = Math.min(QUEUE_LIMIT, waiting);
        return new Step(done, waiting - queued, inTime);
    }
}
