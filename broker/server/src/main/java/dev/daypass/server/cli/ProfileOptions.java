package dev.daypass.server.cli;

import dev.daypass.server.client.CredentialCache;
import dev.daypass.server.client.CredentialSource;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.ProcessCredentials;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.RoleCredentials;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
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
        Clock clock = terminal.clock();
        Path profiles = profiles(terminal);
        var source = new CredentialSource(
                new CredentialCache(cacheDirectory(terminal), clock),
                new RoleCredentials(Http.standard(), clock, terminal.environment()));
        try {
            return source.get(profile, lastEdited(profiles), () -> new ProfileFile(profiles).profile(profile));
        } catch (StsRefusal refusal) {
            throw Failure.refused("the broker refused `" + profile + "`: " + refusal.code() + ": " + refusal.sentence()
                    + " (correlation id " + refusal.correlationId() + ")");
        } catch (ProofUnavailable | IllegalArgumentException problem) {
            throw Failure.refused(String.valueOf(problem.getMessage()));
        } catch (IOException problem) {
            throw Failure.refused("no credentials for `" + profile + "`: " + problem.getMessage());
        }
    }

    String profile() {
        return profile;
    }

    Path profiles(Terminal terminal) {
        return configHome
                .orElseGet(() -> base(terminal, "XDG_CONFIG_HOME", ".config"))
                .resolve("profiles.yaml");
    }

    private Path cacheDirectory(Terminal terminal) {
        return configHome
                .map(home -> home.resolve("cache"))
                .orElseGet(() -> base(terminal, "XDG_CACHE_HOME", ".cache"));
    }

    private Instant lastEdited(Path profiles) throws IOException {
        try {
            return Files.getLastModifiedTime(profiles).toInstant();
        } catch (NoSuchFileException missing) {
            throw Failure.usage("there is no `" + profiles + "`; write one with the key `" + profile
                    + "`, or name another place by --config-home");
        }
    }

    private static Path base(Terminal terminal, String variable, String otherwise) {
        return terminal.environment()
                .apply(variable)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), otherwise))
                .resolve("daypass");
    }
}
