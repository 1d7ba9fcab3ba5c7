package dev.daypass.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code credentials}: what AWS tools call as {@code credential_process}. */
@Command(
        name = "credentials",
        description = "Prints a session's credentials as AWS tools read them from a credential_process.",
        mixinStandardHelpOptions = true)
final class CredentialsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Mixin
    private ReasonOption reason = new ReasonOption();

    CredentialsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(options.credentials(terminal, reason).json());
        terminal.out().flush();
        return ExitCode.DONE.status();
    }
}
