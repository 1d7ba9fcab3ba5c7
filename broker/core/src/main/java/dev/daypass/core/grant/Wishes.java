package dev.daypass.core.grant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks for, as sent.
 *
 * @param targets values of {@code resource} and {@code audience}: at most one role, and audiences of the token
 * @param scopes names of policies that the session is to be narrowed by
 * @param policies policy documents of {@code authorization_details}, JSON
 * @param duration how long the session is to be
 * @param sessionName for callers whose session nothing else names
 */
public record Wishes(
        List<String> targets,
        List<String> scopes,
        List<String> policies,
        Optional<Duration> duration,
        Optional<String> sessionName) {
    public Wishes {
        targets = List.copyOf(targets);
        scopes = List.copyOf(scopes);
        policies = List.copyOf(policies);
    }
}
