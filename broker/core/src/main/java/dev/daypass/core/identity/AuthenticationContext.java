package dev.daypass.core.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How and when the provider authenticated the subject (SAML Core 2.7.2; OpenID Connect Core 2).
 *
 * @param instant when: {@code AuthnInstant}, {@code auth_time}
 * @param contextClass how strongly: {@code AuthnContextClassRef}, {@code acr}
 * @param methods by what means: {@code amr}
 * @param sessionIndex the provider's name for its own session: {@code SessionIndex}, {@code sid}
 * @param sessionNotOnOrAfter when the provider's session ends; no session of ours outlives it
 */
public record AuthenticationContext(
        Optional<Instant> instant,
        Optional<String> contextClass,
        List<String> methods,
        Optional<String> sessionIndex,
        Optional<Instant> sessionNotOnOrAfter) {
    public AuthenticationContext {
        methods = List.copyOf(methods);
    }

    /** A provider that tells nothing. */
    public static AuthenticationContext unknown() {
        return new AuthenticationContext(
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** The same, over at this instant at the latest. */
    AuthenticationContext endingBy(Optional<Instant> end) {
        Optional<Instant> earlier =
                Stream.concat(sessionNotOnOrAfter.stream(), end.stream()).min(Comparator.naturalOrder());
        return new AuthenticationContext(instant, contextClass, methods, sessionIndex, earlier);
    }
}
