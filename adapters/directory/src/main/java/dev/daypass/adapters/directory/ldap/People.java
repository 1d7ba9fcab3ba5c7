package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import java.time.Instant;

/**
 * What a directory says of people who have proven themselves by something else than a password, as a Kerberos ticket
 * does. Safe for several threads; blocks for as long as the directory's settings are patient, at most.
 */
public interface People {
    /**
     * The one enabled person with an account name, attributes and groups read. Refused with {@code ACCOUNT_RESTRICTED} if
     * nobody among the configured people has it, {@code ACCOUNT_NOT_UNIQUE}, {@code ACCOUNT_DISABLED}, {@code
     * ACCOUNT_EXPIRED}, {@code PROVIDER_NOT_READY} if the directory was not prepared, or {@code DIRECTORY_UNREACHABLE}.
     *
     * @param account the name without its realm: {@code sAMAccountName} at Active Directory, elsewhere {@code uid};
     *     letters match in either case
     */
    Outcome<Identity> byAccountName(Provider directory, String account, Arrival arrival);

    /**
     * How somebody arrived.
     *
     * @param method by what means, as {@code amr} writes it: {@code kerberos}
     * @param audience whom the proof was for: our issuer URL
     * @param proofId names the proof; unique at this directory
     * @param instant when
     */
    record Arrival(String method, String audience, String proofId, Instant instant) {}
}
