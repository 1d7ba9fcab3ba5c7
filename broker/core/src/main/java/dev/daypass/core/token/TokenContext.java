package dev.daypass.core.token;

import dev.daypass.core.identity.AuthenticationContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token tells beside its session; exchanging the token hands it on.
 *
 * @param authenticatedAt {@code auth_time}
 * @param contextClass {@code acr}
 * @param methods {@code amr}
 * @param actor {@code act}
 * @param authorizationDetails what was granted, as JSON values (RFC 9396 section 9.1)
 */
public record TokenContext(
        Optional<Instant> authenticatedAt,
        Optional<String> contextClass,
        List<String> methods,
        Optional<Actor> actor,
        List<Object> authorizationDetails) {
    public TokenContext {
        methods = List.copyOf(methods);
        authorizationDetails = List.copyOf(authorizationDetails);
    }

    public static TokenContext none() {
        return of(AuthenticationContext.unknown());
    }

    /** How the provider authenticated the subject. */
    public static TokenContext of(AuthenticationContext authentication) {
        return new TokenContext(
                authentication.instant(),
                authentication.contextClass(),
                authentication.methods(),
                Optional.empty(),
                List.of());
    }

    /** The policies among what was granted, as JSON. */
    public List<String> policies() {
        return authorizationDetails.stream()
                .filter(Map.class::isInstance)
                .map(detail -> ((Map<?, ?>) detail).get("policy"))
                .filter(Map.class::isInstance)
                .map(policy -> Claims.textOf((Map<?, ?>) policy))
                .toList();
    }

    public TokenContext actedFor(Actor by) {
        return new TokenContext(authenticatedAt, contextClass, methods, Optional.of(by), authorizationDetails);
    }

    public TokenContext detailed(List<Object> granted) {
        return new TokenContext(authenticatedAt, contextClass, methods, actor, granted);
    }
}
