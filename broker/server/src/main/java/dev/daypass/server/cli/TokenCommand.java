package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.TokenText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code token}: a bare token for curl and its like. */
@Command(
        name = "token",
        description =
                "Prints a token of the profile's role (RFC 9068), which the broker itself takes, or the service named.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions options = new ProfileOptions();

    @Mixin
    private ReasonOption reason = new ReasonOption();

    @Option(names = "--header", description = "Prints the whole header line: curl -H \"$(daypass token --header)\".")
    private boolean header;

    @Option(
            names = "--audience",
            paramLabel = "SERVICE",
            description =
                    "The service that the token is for, as the broker's applications name it; otherwise the broker.")
    private Optional<String> audience = Optional.empty();

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Profile profile = options.written(terminal);
        options.anewFor(reason, terminal);
        Secret token = options.token(profile, audience, reason, terminal)
                .orElseThrow(() -> Failure.usage("the profile `" + profile.name() + "` is not one that people sign in"
                        + " for with a browser; tokens are had by those only"));
        terminal.out().println(header ? TokenText.header(token) : TokenText.bare(token));
        terminal.out().flush();
        return ExitCode.DONE.status();
    }
}
