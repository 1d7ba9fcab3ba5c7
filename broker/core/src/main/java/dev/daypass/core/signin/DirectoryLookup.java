package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import java.time.Instant;

/**
 * Port: what a directory says of somebody another provider vouched for.
 *
 * <p>Safe for several threads.
 */
public interface DirectoryLookup {
    /**
     * The one enabled person of this name, not normalised yet.
     *
     * @param name as at a sign-in: a user principal name, a mail address or an account name
     */
    Outcome<Identity> find(Provider directory, String name, Instant now);
}
