package dev.daypass.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code audit}: what happened. */
final class AuditCommand {
    private AuditCommand() {}

    /** The verb with what stands below it. */
    static CommandLine verb(Terminal terminal) {
        return new CommandLine(new Group())
                .addSubcommand("verify", new AuditVerifyCommand(terminal))
                .addSubcommand("tail", new AuditTailCommand(terminal));
    }

    @Command(
            name = "audit",
            description = "Verifies the audit's chain, or shows its newest entries.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "(verify | tail)")
    static final class Group {}
}
