package dev.daypass.server.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the JWTs that clients authenticate with (RFC 7523 section 3, draft-ietf-oauth-rfc7523bis): audience is our issuer
 * and nothing else, so that what is signed for another server is of no use here.
 */
final class ClientAssertions {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final int LONGEST_ID = 256;
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");

    private final ReplayStore replays;

    ClientAssertions(ReplayStore replays) {
        this.replays = replays;
    }

    /** What is wrong with an assertion, if anything; it is spent last, when all else holds. */
    Optional<String> problem(ClientJws jws, String clientId, String jwks, RequestContext context) {
        return claimsProblem(jws, clientId, context)
                .or(() -> signed(jws, jwks)
                        ? Optional.empty()
                        : Optional.of("O21: the assertion is not signed by a key of the client"))
                .or(() -> spent(jws, clientId));
    }

    private static Optional<String> claimsProblem(ClientJws jws, String clientId, RequestContext context) {
        Optional<Instant> expiry = jws.seconds("exp").map(Instant::ofEpochSecond);
        Optional<Instant> begin =
                jws.seconds("nbf").or(() -> jws.seconds("iat")).map(Instant::ofEpochSecond);
        Instant now = context.instant();
        if (!TYPES.contains(jws.header("typ").orElse("JWT").toLowerCase(Locale.ROOT))) {
            return Optional.of("O21: the assertion's `typ` is that of another kind of token");
        }
        if (!jws.text("iss").equals(Optional.of(clientId)) || !jws.text("sub").equals(Optional.of(clientId))) {
            return Optional.of("O21: `iss` and `sub` are not the client's id");
        }
        if (!jws.text("aud").equals(Optional.of(context.snapshot().issuer()))) {
            return Optional.of("O21: `aud` is not exactly our issuer");
        }
        if (expiry.isEmpty()
                || !now.isBefore(expiry.get().plus(SKEW))
                || expiry.get().isAfter(now.plus(LONGEST_LIFE))) {
            return Optional.of("O21: `exp` is absent, past or too far away");
        }
        if (begin.filter(start -> start.isAfter(now.plus(SKEW))).isPresent()) {
            return Optional.of("O21: the assertion is not valid yet");
        }
        boolean id = jws.text("jti")
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_ID)
                .isPresent();
        return id ? Optional.empty() : Optional.of("O21: no usable `jti`");
    }

    private static boolean signed(ClientJws jws, String jwks) {
        Optional<String> kid = jws.header("kid");
        return keys(jwks).stream()
                .filter(key ->
                        kid.isEmpty() || key.getKeyID() == null || kid.get().equals(key.getKeyID()))
                .anyMatch(jws::isSignedBy);
    }

    private static List<JWK> keys(String jwks) {
        try {
            return JWKSet.parse(jwks).getKeys();
        } catch (ParseException e) {
            return List.of();
        }
    }

    private Optional<String> spent(ClientJws jws, String clientId) {
        Instant until = Instant.ofEpochSecond(jws.seconds("exp").orElseThrow()).plus(SKEW);
        String key = "client-assertion\n" + clientId + "\n" + jws.text("jti").orElseThrow();
        return replays.spend(key, until) == ReplayStore.Spending.FIRST
                ? Optional.empty()
                : Optional.of("O21: the assertion was used before");
    }
}
