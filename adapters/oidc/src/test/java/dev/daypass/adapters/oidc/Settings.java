package dev.daypass.adapters.oidc;

import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings with one thing changed. */
public final class Settings {
    private Settings() {}

    public static TokenSettings bare(TokenSettings from) {
        return new TokenSettings(
                ProviderSettings.Kind.JWT,
                from.issuer(),
                from.audiences(),
                from.keys(),
                from.checks(),
                Optional.empty());
    }

    public static TokenSettings audiences(TokenSettings from, String... audiences) {
        return new TokenSettings(
                from.kind(), from.issuer(), Set.of(audiences), from.keys(), from.checks(), from.client());
    }

    public static TokenSettings keysAt(TokenSettings from, URI jwks) {
        return keys(
                from,
                new TokenSettings.KeySource(
                        Optional.of(jwks), from.keys().refresh(), from.keys().maxStale()));
    }

    public static TokenSettings refresh(TokenSettings from, Duration refresh, Duration maxStale) {
        return keys(from, new TokenSettings.KeySource(from.keys().jwks(), refresh, maxStale));
    }

    public static TokenSettings issuer(TokenSettings from, String issuer) {
        return new TokenSettings(from.kind(), issuer, from.audiences(), from.keys(), from.checks(), from.client());
    }

    public static TokenSettings types(TokenSettings from, String... types) {
        TokenSettings.Checks was = from.checks();
        return checks(
                from,
                new TokenSettings.Checks(
                        was.algorithms(),
                        Set.of(types),
                        was.requiredClaims(),
                        was.skew(),
                        was.maxLifetime(),
                        was.maxAuthenticationAge()));
    }

    public static TokenSettings algorithms(TokenSettings from, String... algorithms) {
        TokenSettings.Checks was = from.checks();
        return checks(
                from,
                new TokenSettings.Checks(
                        Set.of(algorithms),
                        was.types(),
                        was.requiredClaims(),
                        was.skew(),
                        was.maxLifetime(),
                        was.maxAuthenticationAge()));
    }

    public static TokenSettings required(TokenSettings from, Map<String, String> claims) {
        TokenSettings.Checks was = from.checks();
        return checks(
                from,
                new TokenSettings.Checks(
                        was.algorithms(),
                        was.types(),
                        claims,
                        was.skew(),
                        was.maxLifetime(),
                        was.maxAuthenticationAge()));
    }

    public static TokenSettings maxAge(TokenSettings from, Duration age) {
        TokenSettings.Checks was = from.checks();
        return checks(
                from,
                new TokenSettings.Checks(
                        was.algorithms(),
                        was.types(),
                        was.requiredClaims(),
                        was.skew(),
                        was.maxLifetime(),
                        Optional.of(age)));
    }

    private static TokenSettings checks(TokenSettings from, TokenSettings.Checks checks) {
        return new TokenSettings(from.kind(), from.issuer(), from.audiences(), from.keys(), checks, from.client());
    }

    private static TokenSettings keys(TokenSettings from, TokenSettings.KeySource keys) {
        return new TokenSettings(from.kind(), from.issuer(), from.audiences(), keys, from.checks(), from.client());
    }
}
