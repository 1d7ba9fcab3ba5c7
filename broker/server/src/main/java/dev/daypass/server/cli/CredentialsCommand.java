package dev.daypass.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code credentials}: what AWS tools call as {@code credential_process}. */
@Command(
        name = "credentials",
        description = "Prints a session's credentials as AWS tools read them from a credential_process.",
        mixinStandardHelpOptions = true)
final class CredentialsCommand implements Callable<Integer> {
    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(options.credentials().json());
        out.flush();
        return ExitCode.DONE.status();
    }
}
