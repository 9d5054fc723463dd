package io.gigafleet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Breaks something in the fleet on this machine, to see what the fleet does about it. */
@Command(
        name = "fault",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Breaks and mends racks, coolant loops and feeds of the simulated fleet on this"
                    + " machine, to see what it does about it.",
            "It asks the agents and the plant themselves, not the control plane, which finds out by"
                    + " its sensors."
        },
        footer = {
            "",
            "  gigafleet fault rack r5 leak tray=3        one tray is wet",
            "  gigafleet fault rack r5 leak tray=3,4      two are: it trips",
            "  gigafleet fault rack r5 silent seconds=60  its agent says nothing for a minute",
            "  gigafleet fault rack r5 surge seconds=30   it draws all it can",
            "  gigafleet fault rack r5 mend               all its faults are over",
            "  gigafleet fault loop l1 pump share=0.4     40%% of its coolant flows",
            "  gigafleet fault domain pdu-1 feed          one of its two feeds is lost",
            "  gigafleet fault domain pdu-1 feed lost=0   and back",
            "  gigafleet fault domain pdu-1 close         a breaker that opened is closed again",
            "  gigafleet fault list                       what is broken now"
        })
final class FaultCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** The command with all that can be broken. */
    static CommandLine line(GigafleetCommand root) {
        return new CommandLine(new FaultCommand())
                .addSubcommand(new FaultRackCommand(root))
                .addSubcommand(new FaultLoopCommand(root))
                .addSubcommand(new FaultDomainCommand(root))
                .addSubcommand(new FaultListCommand(root));
    }

    /** Without more, says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }
}
