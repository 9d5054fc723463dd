package io.gigafleet.bench.placement.baseline.fenzo;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/**
 * An offer of what is free on a rack: accelerators as CPUs, all else ample.
 *
 * @param number tells the offers of a rack apart
 */
record RackLease(int rack, int number, int freeAccelerators) implements VirtualMachineLease {

    private static final double AMPLE = 1e12;

    @Override
    public String getId() {
        return rack + "-" + number;
    }

    @Override
    public long getOfferedTime() {
        return 0;
    }

    @Override
    public String hostname() {
        return Integer.toString(rack);
    }

    @Override
    public String getVMID() {
        return hostname();
    }

    @Override
    public double cpuCores() {
        return freeAccelerators;
    }

    @Override
    public double memoryMB() {
        return AMPLE;
    }

    @Override
    public double networkMbps() {
        return AMPLE;
    }

    @Override
    public double diskMB() {
        return AMPLE;
    }

    @Override
    public List<Range> portRanges() {
        return List.of();
    }

    @Override
    public Protos.@Nullable Offer getOffer() {
        return null;
    }

    /** Empty, and of a kind that Fenzo may ask for a null key. */
    @Override
    public Map<String, Protos.Attribute> getAttributeMap() {
        return Collections.emptyMap();
    }

    @Override
    public @Nullable Double getScalarValue(String name) {
        return null;
    }

    @Override
    public Map<String, Double> getScalarValues() {
        return Map.of();
    }
}
