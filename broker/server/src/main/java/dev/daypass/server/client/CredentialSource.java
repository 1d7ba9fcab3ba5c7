package dev.daypass.server.client;

import dev.daypass.server.client.login.LoginEnded;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Credentials of a profile: kept ones while they are fresh, else new ones, of which many processes ask once. */
public final class CredentialSource {
    private final CredentialCache cache;
    private final RoleCredentials roles;

    public CredentialSource(CredentialCache cache, RoleCredentials roles) {
        this.cache = cache;
        this.roles = roles;
    }

    /** Reads a profile; called only when nothing fresh is kept. */
    @FunctionalInterface
    public interface ProfileReader {
        Profile read() throws IOException, ProofUnavailable;
    }

    /**
     * Credentials to hand out. What is kept and not fresh, yet alive, is handed out when new ones are not to be had: a
     * proof that serves once must not end a session that still works.
     *
     * @param profile its name
     * @param changed when it was last edited
     */
    public ProcessCredentials get(String profile, Instant changed, ProfileReader reader)
            throws IOException, StsRefusal, ProofUnavailable {
        Optional<CredentialCache.Kept> kept = cache.find(profile, changed);
        if (kept.filter(CredentialCache.Kept::fresh).isPresent()) {
            return kept.get().credentials();
        }
        PrivateFiles.Turn turn = cache.turn(profile);
        try {
            return inTurn(profile, changed, reader);
        } finally {
            turn.close();
        }
    }

    private ProcessCredentials inTurn(String profile, Instant changed, ProfileReader reader)
            throws IOException, StsRefusal, ProofUnavailable {
        Optional<CredentialCache.Kept> kept = cache.find(profile, changed);
        if (kept.filter(CredentialCache.Kept::fresh).isPresent()) {
            return kept.get().credentials();
        }
        Optional<ProcessCredentials> alive =
                kept.filter(CredentialCache.Kept::alive).map(CredentialCache.Kept::credentials);
        try {
            var asked = ProcessCredentials.of(roles.assume(reader.read()));
            cache.keep(profile, asked);
            return asked;
        } catch (IOException | StsRefusal | ProofUnavailable e) {
            // With a login all that was taken by it has ended.
            if (alive.isPresent() && !(e instanceof LoginEnded)) {
                return alive.get();
            }
            throw e;
        }
    }
}
