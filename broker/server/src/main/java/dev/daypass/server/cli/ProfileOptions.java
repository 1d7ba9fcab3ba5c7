package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import dev.daypass.server.client.CredentialSource;
import dev.daypass.server.client.ProcessCredentials;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.login.TokenSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which profile, and where profiles and kept credentials are. */
final class ProfileOptions {
    @Option(
            names = "--profile",
            defaultValue = ProfileChoice.USUAL,
            paramLabel = "NAME",
            description = "The profile to take; otherwise `default`.")
    private String profile = ProfileChoice.USUAL;

    @Option(
            names = "--config-home",
            paramLabel = "DIR",
            description = "Where `profiles.yaml` is; otherwise `~/.config/daypass`.")
    private Optional<Path> configHome = Optional.empty();

    /** Credentials, kept ones or new. */
    ProcessCredentials credentials(Terminal terminal, ReasonOption reason) {
        String name = ProfileChoice.checked(profile);
        ClientHome home = home(terminal);
        Path profiles = home.profiles();
        anewFor(reason, terminal);
        var source = new CredentialSource(home.cache(), home.roles(reason.text()));
        return ClientHome.orFail(
                name, () -> source.get(name, lastEdited(profiles), () -> new ProfileFile(profiles).profile(name)));
    }

    /** A reason is stated for what is taken now: what was taken before is not handed out for it. */
    void anewFor(ReasonOption reason, Terminal terminal) {
        if (reason.text().isPresent()) {
            Profile written = written(terminal);
            reason.textFor(written);
            ClientHome home = home(terminal);
            ClientHome.orFail("", "kept credentials cannot be removed", () -> {
                home.cache().forget(written.name());
                home.tokens().forget(written.name());
                return written;
            });
        }
    }

    /** A token of the profile's role, if it is one of those that people sign in for with a browser. */
    Optional<Secret> token(Profile written, Optional<String> audience, ReasonOption reason, Terminal terminal) {
        if (!(written.proof() instanceof Profile.BrowserLogin)) {
            return Optional.empty();
        }
        ClientHome home = home(terminal);
        var wanted = new TokenSource.Wanted(audience, reason.text());
        return Optional.of(ClientHome.orFail(
                        "the broker refused a token for `" + written.name() + "`",
                        "no token for `" + written.name() + "`",
                        () -> home.tokens()
                                .get(ClientHome.broker(written), written, wanted, lastEdited(home.profiles())))
                .token());
    }

    /** The profile as it is written. */
    Profile written(Terminal terminal) {
        Path profiles = home(terminal).profiles();
        lastEditedOrFail(profiles);
        return new ProfileFile(profiles).profile(ProfileChoice.checked(profile));
    }

    /** Where profiles are, if the command line says so. */
    Optional<Path> place() {
        return configHome;
    }

    ClientHome home(Terminal terminal) {
        return new ClientHome(configHome, terminal);
    }

    /** When the profiles were edited last; a {@link Failure} if there are none. */
    Instant lastEditedOrFail(Path profiles) {
        return ClientHome.orFail("", "`" + profiles + "` cannot be read", () -> lastEdited(profiles));
    }

    private Instant lastEdited(Path profiles) throws IOException {
        try {
            return Files.getLastModifiedTime(profiles).toInstant();
        } catch (NoSuchFileException missing) {
            throw Failure.usage("there is no `" + profiles + "`; `daypass login --broker URL` writes one with the key `"
                    + profile + "`, or name another place by --config-home");
        }
    }
}
