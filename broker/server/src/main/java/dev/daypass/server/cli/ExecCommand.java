package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.Profile;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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
        Profile profile = new ProfileFile(options.profiles(terminal)).profile(options.profile());
        var builder = new ProcessBuilder(command).inheritIO();
        fill(builder.environment(), credentials, profile);
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

    private static void fill(Map<String, String> environment, ClientCredentials credentials, Profile profile) {
        // A profile named in the environment would win over keys in it.
        environment.remove("AWS_PROFILE");
        environment.remove("AWS_DEFAULT_PROFILE");
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey().reveal());
        environment.put(
                "AWS_SESSION_TOKEN",
                credentials.sessionToken().map(Secret::reveal).orElse(""));
        credentials
                .expiration()
                .ifPresent(expiration ->
                        environment.put("AWS_CREDENTIAL_EXPIRATION", DateTimeFormatter.ISO_INSTANT.format(expiration)));
        environment.put("AWS_ENDPOINT_URL_STS", profile.url().toString());
        environment.put("DAYPASS_ROLE", profile.role());
    }
}
