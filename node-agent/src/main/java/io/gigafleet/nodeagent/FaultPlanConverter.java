package io.gigafleet.nodeagent;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --stage-faults}; what is wrong with it is an error of usage. */
final class FaultPlanConverter implements ITypeConverter<FaultPlan> {

    @Override
    public FaultPlan convert(String text) {
        try {
            return FaultPlan.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
