package dev.daypass.server.cli;

import dev.daypass.server.client.CredentialSource;
import dev.daypass.server.client.ProcessCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which profile, and where profiles and kept credentials are. */
final class ProfileOptions {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    @Option(names = "--profile", required = true, paramLabel = "NAME", description = "The profile to take.")
    private String profile = "";

    @Option(
            names = "--config-home",
            paramLabel = "DIR",
            description = "Where `profiles.yaml` is; otherwise `~/.config/daypass`.")
    private Optional<Path> configHome = Optional.empty();

    /** Credentials, kept ones or new. */
    ProcessCredentials credentials(Terminal terminal) {
        if (!profile.matches(NAME)) {
            throw Failure.usage("`" + profile + "` cannot be a profile's name; use letters, digits and _ . -");
        }
        var home = new ClientHome(configHome, terminal);
        Path profiles = home.profiles();
        var source = new CredentialSource(home.cache(), home.roles());
        return ClientHome.orFail(
                profile,
                () -> source.get(profile, lastEdited(profiles), () -> new ProfileFile(profiles).profile(profile)));
    }

    String profile() {
        return profile;
    }

    Path profiles(Terminal terminal) {
        return new ClientHome(configHome, terminal).profiles();
    }

    private Instant lastEdited(Path profiles) throws IOException {
        try {
            return Files.getLastModifiedTime(profiles).toInstant();
        } catch (NoSuchFileException missing) {
            throw Failure.usage("there is no `" + profiles + "`; write one with the key `" + profile
                    + "`, or name another place by --config-home");
        }
    }
}
