package dev.daypass.server.cli;

import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.SessionEnvironment;
import java.io.Console;
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

    @Mixin
    private ReasonOption reason = new ReasonOption();

    @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments, after `--`.")
    private List<String> command = List.of();

    ExecCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ClientCredentials credentials = options.credentials(terminal, reason)
                .credentials()
                .orElseThrow(() -> new IllegalStateException("our own form cannot be read"));
        Profile profile = options.written(terminal);
        var builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        // A profile named in the environment would win over keys in it.
        SessionEnvironment.IN_THE_WAY.forEach(environment::remove);
        environment.putAll(SessionEnvironment.of(
                credentials, profile, options.token(profile, Optional.empty(), reason, terminal)));
        try {
            Process process = builder.start();
            boolean attended = isAttended();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(process, attended)));
            return process.waitFor();
        } catch (IOException problem) {
            throw Failure.usage("`" + command.get(0) + "` cannot be run: " + problem.getMessage());
        }
    }

    /** Java 22 and newer have a console without a terminal too, and a method that tells. */
    private static boolean isAttended() {
        return Optional.ofNullable(System.console())
                .map(console -> {
                    try {
                        return Boolean.TRUE.equals(
                                Console.class.getMethod("isTerminal").invoke(console));
                    } catch (ReflectiveOperationException older) {
                        return true;
                    }
                })
                .orElse(false);
    }

    /**
     * Whoever waits for us shall not see us gone before what we started.
     *
     * @param attended at a terminal a Ctrl-C reaches both, and the command may go on after it, as a database shell does;
     *     elsewhere we alone are told to stop (by an init system, a container, a pipeline), and pass it on
     */
    static void leave(Process process, boolean attended) {
        if (!attended) {
            process.destroy();
        }
        process.onExit().join();
    }
}
