package dev.daypass.core.provider;

import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the JWTs of an OpenID provider ({@link Kind#OIDC}) or of a bare JWT issuer ({@link Kind#JWT}) are checked.
 *
 * @param kind OIDC or JWT
 * @param issuer the exact {@code iss}
 * @param audiences of which a token must name one; the client id for an OpenID provider
 * @param keys where the signing keys come from
 * @param checks what a token must fulfil
 * @param client our registration at the OpenID provider
 */
public record TokenSettings(
        Kind kind, String issuer, Set<String> audiences, KeySource keys, Checks checks, Optional<Client> client)
        implements ProviderSettings {
    public TokenSettings {
        audiences = Set.copyOf(audiences);
    }

    /**
     * Where signing keys come from and how long they are believed.
     *
     * @param jwks the key set ({@code file:}, {@code https:}, loopback {@code http:}); absent: found by discovery
     * @param refresh how often the set is read again; a key removed upstream is refused after at most this time
     * @param maxStale how long the last good set serves when it cannot be read
     */
    public record KeySource(Optional<URI> jwks, Duration refresh, Duration maxStale) {}

    /**
     * What a token must fulfil beyond issuer, audience and signature.
     *
     * @param algorithms accepted JWS algorithms, such as {@code RS256}
     * @param types accepted {@code typ} header values in lower case, without {@code application/}; a header without
     *     {@code typ} counts as {@code jwt}
     * @param requiredClaims names and exact values a token must carry
     * @param skew how far the clocks may differ, at most five minutes
     * @param maxLifetime longest accepted {@code exp - iat}
     * @param maxAuthenticationAge oldest accepted {@code auth_time}
     */
    public record Checks(
            Set<String> algorithms,
            Set<String> types,
            Map<String, String> requiredClaims,
            Duration skew,
            Duration maxLifetime,
            Optional<Duration> maxAuthenticationAge) {
        public Checks {
            algorithms = Set.copyOf(algorithms);
            types = Set.copyOf(types);
            requiredClaims = Map.copyOf(requiredClaims);
        }
    }

    /**
     * Our registration at an OpenID provider. With neither secret nor key it is a public client.
     *
     * @param id the client id
     * @param secret shared with the provider
     * @param key our private key (PEM, PKCS#8), whose public half the provider knows (RFC 7523); stands before a secret
     * @param signIn how people are sent there
     * @param frontChannelLogout whether its pages may end a session of ours (OpenID Connect Front-Channel Logout 1.0)
     */
    public record Client(
            String id, Optional<Secret> secret, Optional<Secret> key, SignIn signIn, boolean frontChannelLogout) {}

    /**
     * How people are sent to sign in (OpenID Connect Core 3.1.2.1).
     *
     * @param scopes asked for, {@code openid} among them
     * @param contexts classes of authentication ({@code acr}) asked for, of which every token must name one; empty: any
     * @param pushed when requests are pushed (RFC 9126)
     * @param userinfo whether the provider's userinfo is read beside the ID token
     */
    public record SignIn(List<String> scopes, List<String> contexts, Pushed pushed, Userinfo userinfo) {
        public SignIn {
            scopes = List.copyOf(scopes);
            contexts = List.copyOf(contexts);
        }

        /** The usual scopes and no wishes. */
        public static SignIn usual() {
            return new SignIn(
                    List.of("openid", "profile", "email"), List.of(), Pushed.WHERE_OFFERED, Userinfo.WHERE_OFFERED);
        }
    }

    /** When a request goes to the provider directly, and the browser carries only its name. */
    public enum Pushed {
        WHERE_OFFERED,
        ALWAYS,
        NEVER
    }

    /** Whether userinfo is read (OpenID Connect Core 5.3). */
    public enum Userinfo {
        WHERE_OFFERED,
        NEVER
    }
}
