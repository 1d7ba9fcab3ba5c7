package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;

/**
 * Finds whom an accepted ticket names. Safe for several threads; the directory itself, which answers, has refusals for
 * nobody, several, disabled and unreachable.
 */
@FunctionalInterface
public interface TicketHolders {
    /**
     * The one enabled person with an account.
     *
     * @param account the first and only part of the client's name in the ticket
     * @param proofId becomes the identity's
     */
    Outcome<Identity> holder(Provider directory, String account, String proofId, RequestContext request);
}
