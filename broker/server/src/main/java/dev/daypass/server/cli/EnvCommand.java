package dev.daypass.server.cli;

import dev.daypass.server.client.ClientCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.SessionEnvironment;
import dev.daypass.server.client.ShellText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code env}: a session's credentials as lines that a shell runs. */
@Command(
        name = "env",
        description = "Prints a session's credentials as settings for a shell: eval \"$(daypass env)\".",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Mixin
    private ReasonOption reason = new ReasonOption();

    @Option(
            names = "--shell",
            paramLabel = "SHELL",
            description = "bash, zsh, sh, fish, powershell, cmd or dotenv; otherwise by the environment.")
    private Optional<String> shell = Optional.empty();

    @Option(names = "--unset", description = "Prints what takes the settings away again.")
    private boolean unset;

    EnvCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ShellText text = shell.map(EnvCommand::shell).orElseGet(() -> ShellText.current(terminal.environment()));
        List<String> lines = unset ? unsetting(text) : setting(text);
        // All or nothing: half of a session is none.
        lines.forEach(terminal.out()::println);
        terminal.out().flush();
        return ExitCode.DONE.status();
    }

    private static ShellText shell(String word) {
        return ShellText.of(word)
                .orElseThrow(() -> Failure.usage("`" + word + "` is no shell that is known here; there are "
                        + String.join(", ", ShellText.words())));
    }

    private static List<String> unsetting(ShellText text) {
        return SessionEnvironment.NAMES.stream().map(text::unset).toList();
    }

    private List<String> setting(ShellText text) {
        ClientCredentials credentials = options.credentials(terminal, reason)
                .credentials()
                .orElseThrow(() -> new IllegalStateException("our own form cannot be read"));
        Profile profile = options.written(terminal);
        Map<String, String> variables = SessionEnvironment.of(credentials, profile, Optional.empty());
        List<String> lines = new ArrayList<>();
        if (text != ShellText.DOTENV) {
            SessionEnvironment.IN_THE_WAY.forEach(name -> lines.add(text.unset(name)));
        }
        try {
            variables.forEach((name, value) -> lines.add(text.set(name, value)));
        } catch (IllegalArgumentException notSafe) {
            throw Failure.refused(String.valueOf(notSafe.getMessage()));
        }
        credentials.expiration().ifPresent(end -> terminal.err()
                .println("daypass: good for "
                        + Lengths.of(Duration.between(terminal.clock().instant(), end))
                        + "; variables are not renewed, `daypass profile` tells how to have that"));
        return lines;
    }
}
