package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * Port: reads the logout messages that identity providers send with a browser, and answers them (SAML Core 3.7, Profiles
 * 4.4). The SAML adapter implements it; the server's endpoint calls it with enabled SAML providers only. Safe for several
 * threads.
 */
public interface LogoutMessages {
    /**
     * The message, if this provider signed it, for us, just now. Everything is verified but what the caller knows: whether
     * it was used before, and which request an answer answers.
     */
    Outcome<LogoutMessage> read(Provider provider, CarriedLogout carried, RequestContext request);

    /** How the browser takes the answer back to who asked; empty if there is nowhere to go, or no key to sign with. */
    Optional<Departure> answer(Provider provider, LogoutMessage.Asked asked, RequestContext request);
}
