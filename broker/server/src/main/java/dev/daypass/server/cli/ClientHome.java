package dev.daypass.server.cli;

import dev.daypass.server.client.CredentialCache;
import dev.daypass.server.client.Http;
import dev.daypass.server.client.Profile;
import dev.daypass.server.client.ProofUnavailable;
import dev.daypass.server.client.RoleCredentials;
import dev.daypass.server.client.StsRefusal;
import dev.daypass.server.client.login.Broker;
import dev.daypass.server.client.login.BrokerCalls;
import dev.daypass.server.client.login.LoginRoles;
import dev.daypass.server.client.login.Logins;
import dev.daypass.server.client.login.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where somebody's profiles, logins and kept credentials are.
 *
 * @param configHome as the command line says; absent: where the system keeps such things
 */
record ClientHome(Optional<Path> configHome, Terminal terminal) {
    Path profiles() {
        return config().resolve("profiles.yaml");
    }

    CredentialCache cache() {
        return new CredentialCache(cacheDirectory(), terminal.clock());
    }

    /**
     * Takes roles.
     *
     * @param reason what for, for the audit
     */
    RoleCredentials roles(Optional<String> reason) {
        return new RoleCredentials(Http.standard(), terminal.clock(), terminal.environment(), profile -> loginRoles()
                .take(broker(profile), profile.role(), new LoginRoles.Wish(profile.duration(), reason)));
    }

    BrokerCalls calls() {
        return new BrokerCalls(Http.standard());
    }

    Logins logins() {
        return new Logins(config().resolve("logins"), calls(), terminal.clock());
    }

    LoginRoles loginRoles() {
        return new LoginRoles(calls(), logins(), terminal.clock());
    }

    TokenSource tokens() {
        return new TokenSource(cacheDirectory(), loginRoles(), terminal.clock());
    }

    /** Forgets what is kept here of sessions that were taken with a login at a broker. */
    void forgetSessions(Broker broker) {
        List<Profile> written = Files.isRegularFile(profiles()) ? new ProfileFile(profiles()).all() : List.of();
        for (Profile profile : written) {
            boolean ours = profile.proof() instanceof Profile.BrowserLogin
                    && Broker.at(profile.url()).filter(broker::equals).isPresent();
            if (ours) {
                orFail("", "kept credentials cannot be removed", () -> {
                    cache().forget(profile.name());
                    tokens().forget(profile.name());
                    return profile;
                });
            }
        }
    }

    /** The broker of a profile that somebody signs in for. */
    static Broker broker(Profile profile) {
        return broker(profile.url());
    }

    static Broker broker(URI url) {
        return Broker.at(url)
                .orElseThrow(() -> Failure.usage("`" + url + "` is no place to sign in at: a broker's base URL begins"
                        + " with https:// (or is http on this machine) and has no query"));
    }

    private Path config() {
        return configHome.orElseGet(() -> base("XDG_CONFIG_HOME", ".config"));
    }

    private Path cacheDirectory() {
        return configHome.map(home -> home.resolve("cache")).orElseGet(() -> base("XDG_CACHE_HOME", ".cache"));
    }

    private Path base(String variable, String otherwise) {
        return terminal.environment()
                .apply(variable)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), otherwise))
                .resolve("daypass");
    }

    /** What asks a broker. */
    @FunctionalInterface
    interface Getting<T> {
        T get() throws IOException, StsRefusal, ProofUnavailable;
    }

    /** Gets credentials for a profile, or fails with one clear line. */
    static <T> T orFail(String profile, Getting<T> getting) {
        return orFail("the broker refused `" + profile + "`", "no credentials for `" + profile + "`", getting);
    }

    /**
     * Gets something, or fails with one clear line.
     *
     * @param refused how a line about the broker's no begins
     * @param failed how a line about the way to it begins
     */
    static <T> T orFail(String refused, String failed, Getting<T> getting) {
        try {
            return getting.get();
        } catch (StsRefusal refusal) {
            throw Failure.refused(refused + ": " + refusal.told());
        } catch (ProofUnavailable | IllegalArgumentException problem) {
            throw Failure.refused(String.valueOf(problem.getMessage()));
        } catch (IOException problem) {
            throw Failure.refused(failed + ": " + problem.getMessage());
        }
    }
}
