package dev.daypass.resourceserver.token;

import dev.daypass.resourceserver.broker.IssuerKeys;
import dev.daypass.resourceserver.jose.CompactJws;
import dev.daypass.resourceserver.jose.JoseHeader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies access tokens without asking anybody (RFC 9068 section 4): form, type, algorithm, key, signature, issuer,
 * audience, times, in this order. Safe for several threads.
 */
public final class TokenVerifier {
    private static final String TYPE = "at+jwt";

    private final Settings settings;
    private final IssuerKeys keys;
    private final Clock clock;

    public TokenVerifier(Settings settings, IssuerKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** What the token says, or why it is not believed. */
    public Outcome<AccessToken> verify(String text) {
        return CompactJws.read(text, JoseHeader.Form.ACCESS_TOKEN)
                .then(this::ofOurType)
                .then(token -> keys.choose(token.header())
                        .then(key -> token.isSignedBy(key)
                                ? Outcome.granted(token)
                                : Outcome.refused(
                                        Reason.TOKEN_SIGNATURE_INVALID, "J14: the signature is not the key's")))
                .then(token -> forUs(token.claims()))
                .then(claims -> read(text, claims))
                .then(this::inTime);
    }

    private Outcome<CompactJws> ofOurType(CompactJws token) {
        if (!settings.tokens().algorithms().contains(token.header().algorithm())) {
            return Outcome.refused(
                    Reason.TOKEN_ALGORITHM, "J03: " + token.header().algorithm().joseName() + " is not accepted here");
        }
        return token.header().type().equals(TYPE)
                ? Outcome.granted(token)
                : Outcome.refused(Reason.TOKEN_TYPE, "J09: the token's `typ` is not `" + TYPE + "`");
    }

    private Outcome<JsonValue.Members> forUs(JsonValue.Members claims) {
        if (!claims.text("iss").equals(Optional.of(settings.issuer()))) {
            return Outcome.refused(Reason.ISSUER_MISMATCH, "O01: the token is not of the broker's");
        }
        List<String> audiences = claims.text("aud")
                .map(List::of)
                .or(() -> claims.list("aud").flatMap(JsonValue.Items::texts))
                .orElse(List.of());
        return audiences.contains(settings.audience())
                ? Outcome.granted(claims)
                : Outcome.refused(Reason.AUDIENCE_MISMATCH, "O02: the token is not for this service");
    }

    private static Outcome<AccessToken> read(String text, JsonValue.Members claims) {
        var reader = new ClaimReader(claims);
        var session = new AccessToken.Session(
                reader.required("sid"),
                reader.required("session_name"),
                reader.optional("role"),
                reader.tags("tags"),
                reader.optional("source_identity"));
        var grant = new AccessToken.Grant(
                reader.required("client_id"),
                reader.scopes("scope"),
                reader.objects("authorization_details"),
                reader.actors("act"),
                reader.confirmation("cnf"));
        Instant issuedAt = reader.requiredInstant("iat");
        Instant born = reader.instant("rvk_iat").filter(issuedAt::isAfter).orElse(issuedAt);
        var life = new AccessToken.Life(
                issuedAt,
                reader.instant("nbf").orElse(issuedAt),
                reader.requiredInstant("exp"),
                new AccessToken.Endings(reader.hashes("rvk"), born));
        reader.required("jti"); // RFC 9068 section 2.2 demands it
        return reader.outcome(new AccessToken(text, reader.required("sub"), session, grant, life));
    }

    private Outcome<AccessToken> inTime(AccessToken token) {
        Instant now = clock.instant();
        Duration skew = settings.tokens().skew();
        AccessToken.Life life = token.life();
        if (!life.expiresAt().isAfter(life.issuedAt())) {
            return Outcome.refused(Reason.TOKEN_CLAIM_INVALID, "O06: the token ends before it begins");
        }
        if (life.issuedAt().isAfter(now.plus(skew)) || life.notBefore().isAfter(now.plus(skew))) {
            return Outcome.refused(Reason.TOKEN_NOT_YET_VALID, "O06: the token is from the future");
        }
        return now.isBefore(life.expiresAt().plus(skew))
                ? Outcome.granted(token)
                : Outcome.refused(Reason.TOKEN_EXPIRED, "O06: the token has expired");
    }
}
