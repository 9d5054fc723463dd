package io.gigafleet.nodeagent.agent;

/**
 * Records between the simulation, which never waits, and the publishers, which may wait for brokers
 * for a long time. What happens is not kept waiting by what is told once a second: it has a lane of
 * its own.
 */
public final class OutboundBuffer {

    /** Fewest records a buffer holds: about five minutes of a host with two racks. */
    public static final int LEAST_RECORDS = 4_096;

    /** Seconds of telemetry a host with many racks keeps while the brokers are away. */
    public static final int SECONDS_PER_RACK = 60;

    /** Most urgent records that wait: the next regular one tells all they do. */
    static final int MOST_URGENT = 4_096;

    private final OutboundLane regular;
    private final OutboundLane urgent = new OutboundLane(MOST_URGENT);
    private volatile int facilityPartitions;

    /**
     * @param facilityPartitions how many partitions to assume until the brokers tell
     */
    public OutboundBuffer(int limit, int facilityPartitions) {
        regular = new OutboundLane(limit);
        this.facilityPartitions = facilityPartitions;
    }

    /** A buffer of the usual size for a host. */
    public static OutboundBuffer forRacks(int racks, int facilityPartitions) {
        return new OutboundBuffer(usualLimit(racks), facilityPartitions);
    }

    private static int usualLimit(int racks) {
        return Math.max(LEAST_RECORDS, racks * SECONDS_PER_RACK);
    }

    /** Raises the limit to the usual one for so many racks, if it is lower. */
    void growFor(int racks) {
        regular.growTo(usualLimit(racks));
    }

    /** Adds a record that can wait its turn. Never waits itself. */
    public void add(OutboundRecord record) {
        regular.add(record);
    }

    /** Adds a record of something that happened. Never waits. */
    public void addUrgent(OutboundRecord record) {
        urgent.add(record);
    }

    /** What is told once a second, and what is told in order. */
    public OutboundLane regular() {
        return regular;
    }

    /** What happened. */
    public OutboundLane urgent() {
        return urgent;
    }

    /** Records that wait. */
    public int size() {
        return regular.size() + urgent.size();
    }

    /** Most regular records that wait. */
    public int limit() {
        return regular.limit();
    }

    /** Records that made room for newer ones. */
    public long dropped() {
        return regular.dropped() + urgent.dropped();
    }

    /** Partitions of the facility topic; canaries go through each. */
    public int facilityPartitions() {
        return facilityPartitions;
    }

    public void facilityPartitions(int partitions) {
        facilityPartitions = partitions;
    }
}
