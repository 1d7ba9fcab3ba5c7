package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The claims that decide whether a token holds (RFC 7519 section 4.1; OpenID Connect Core 2), each of its right type.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}; may be empty text here, {@code ClaimChecks} judges it
 * @param audiences {@code aud}, one or many
 * @param authorizedParty {@code azp}
 * @param times {@code exp}, {@code nbf}, {@code iat}, {@code auth_time}
 * @param tokenId {@code jti}
 * @param nonce {@code nonce}
 * @param authentication {@code acr}, {@code amr}, {@code sid}
 */
public record RegisteredClaims(
        String issuer,
        Optional<String> subject,
        List<String> audiences,
        Optional<String> authorizedParty,
        Times times,
        Optional<String> tokenId,
        Optional<String> nonce,
        Authentication authentication) {
    private static final int MAX_ID = 256;

    /** The times a token tells. */
    public record Times(
            Optional<Instant> expiry,
            Optional<Instant> notBefore,
            Optional<Instant> issuedAt,
            Optional<Instant> authenticatedAt) {}

    /** How the subject was authenticated. */
    public record Authentication(Optional<String> contextClass, List<String> methods, Optional<String> session) {}

    static Outcome<RegisteredClaims> of(Claims claims) {
        var reader = new ClaimReader(claims);
        var registered = new RegisteredClaims(
                reader.required("iss"),
                reader.text("sub"),
                reader.texts("aud"),
                reader.text("azp"),
                new Times(
                        reader.instant("exp"),
                        reader.instant("nbf"),
                        reader.instant("iat"),
                        reader.instant("auth_time")),
                reader.identifier("jti", MAX_ID),
                reader.text("nonce"),
                new Authentication(reader.text("acr"), reader.texts("amr"), reader.identifier("sid", MAX_ID)));
        return reader.outcome(registered);
    }
}
