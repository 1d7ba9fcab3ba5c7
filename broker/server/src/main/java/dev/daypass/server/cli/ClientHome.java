package dev.daypass.server.cli;

import dev.daypass.server.client.CredentialCache;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.RoleCredentials;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where somebody's profiles and kept credentials are.
 *
 * @param configHome as the command line says; absent: where the system keeps such things
 */
record ClientHome(Optional<Path> configHome, Terminal terminal) {
    Path profiles() {
        return configHome.orElseGet(() -> base("XDG_CONFIG_HOME", ".config")).resolve("profiles.yaml");
    }

    CredentialCache cache() {
        Path directory =
                configHome.map(home -> home.resolve("cache")).orElseGet(() -> base("XDG_CACHE_HOME", ".cache"));
        return new CredentialCache(directory, terminal.clock());
    }

    RoleCredentials roles() {
        return new RoleCredentials(Http.standard(), terminal.clock(), terminal.environment());
    }

    private Path base(String variable, String otherwise) {
        return terminal.environment()
                .apply(variable)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), otherwise))
                .resolve("daypass");
    }

    /** What gets credentials. */
    @FunctionalInterface
    interface Getting<T> {
        T get() throws IOException, StsRefusal, ProofUnavailable;
    }

    /** Gets credentials for a profile, or fails with one clear line. */
    static <T> T orFail(String profile, Getting<T> getting) {
        try {
            return getting.get();
        } catch (StsRefusal refusal) {
            throw Failure.refused("the broker refused `" + profile + "`: " + refusal.code() + ": " + refusal.sentence()
                    + " (correlation id " + refusal.correlationId() + ")");
        } catch (ProofUnavailable | IllegalArgumentException problem) {
            throw Failure.refused(String.valueOf(problem.getMessage()));
        } catch (IOException problem) {
            throw Failure.refused("no credentials for `" + profile + "`: " + problem.getMessage());
        }
    }
}
