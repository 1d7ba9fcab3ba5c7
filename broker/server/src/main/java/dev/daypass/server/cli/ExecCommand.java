package dev.daypass.server.cli;

import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.SessionEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code exec}: runs a program that finds a session's credentials in its environment. */
@Command(
        name = "exec",
        description = "Runs a command with a session's credentials in its environment.",
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments, after `--`.")
    private List<String> command = List.of();

    ExecCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ClientCredentials credentials = options.credentials(terminal)
                .credentials()
                .orElseThrow(() -> new IllegalStateException("our own form cannot be read"));
        Profile profile = options.written(terminal);
        var builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        // A profile named in the environment would win over keys in it.
        SessionEnvironment.IN_THE_WAY.forEach(environment::remove);
        environment.putAll(
                SessionEnvironment.of(credentials, profile, options.token(profile, Optional.empty(), terminal)));
        try {
            Process process = builder.start();
            // A Ctrl-C reaches both; whoever waits for us shall not see us gone before what we started.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> process.onExit().join()));
            return process.waitFor();
        } catch (IOException problem) {
            throw Failure.usage("`" + command.get(0) + "` cannot be run: " + problem.getMessage());
        }
    }
}
