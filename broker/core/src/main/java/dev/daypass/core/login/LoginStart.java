package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * Port: sends a browser to an identity provider. An adapter for each protocol implements it; the server's login endpoints
 * call it with enabled providers of that protocol only.
 *
 * <p>Safe for several threads. A provider that cannot be asked now is a refusal ({@code PROVIDER_NOT_READY}, {@code
 * PROVIDER_UNREACHABLE}).
 */
@FunctionalInterface
public interface LoginStart {
    /**
     * Makes the request to the identity provider.
     *
     * @param pending what its answer will be held against; its id goes as {@code RelayState} or {@code state}
     */
    Outcome<Departure> depart(Provider provider, PendingLogin pending, Wishes wishes, RequestContext request);

    /**
     * What this login asks for beyond the provider's settings.
     *
     * @param forceAuthn whether the person must authenticate anew ({@code ForceAuthn}; {@code prompt=login})
     * @param loginHint who will probably sign in, as typed: a mail address
     */
    record Wishes(boolean forceAuthn, Optional<String> loginHint) {
        /** Nothing in particular. */
        public static Wishes none() {
            return new Wishes(false, Optional.empty());
        }

        @Override
        public String toString() {
            return "Wishes[forceAuthn " + forceAuthn + "]";
        }
    }
}
