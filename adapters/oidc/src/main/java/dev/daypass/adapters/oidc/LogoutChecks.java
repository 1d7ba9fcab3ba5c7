package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.CompactToken;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.TokenSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a signed token a logout token, and nothing else (OpenID Connect Back-Channel Logout 1.0 sections 2.4 and
 * 2.6). No ID token passes, since it has no {@code events}; no logout token passes as an ID token, since it has (security
 * X01).
 */
final class LogoutChecks {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** The specification's own type, and none at all: older providers write {@code JWT}. */
    private static final Set<String> TYPES = Set.of("logout+jwt", "jwt");

    /** How old a token may be that was held up on its way, however long it says that it lives. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private final CompactToken token;
    private final TokenSettings settings;
    private final Instant now;

    LogoutChecks(CompactToken token, TokenSettings settings, Instant now) {
        this.token = token;
        this.settings = settings;
        this.now = now;
    }

    Optional<Refusal> typeProblem() {
        String type = token.header().type();
        return TYPES.contains(type)
                ? Optional.empty()
                : refusal(Reason.TOKEN_TYPE, "X12: `typ` " + AuditText.quote(type) + " is no logout token's");
    }

    Optional<Refusal> problem() {
        return kind().or(this::event).or(this::times).or(this::whose).or(this::name);
    }

    /** Keycloak writes the kind of each of its tokens into a claim. */
    private Optional<Refusal> kind() {
        boolean other = token.claims().has("typ")
                && token.claims()
                        .plain("typ")
                        .filter(typ -> typ.text().equalsIgnoreCase("logout"))
                        .isEmpty();
        if (other) {
            return refusal(Reason.TOKEN_TYPE, "X12: the claim `typ` makes it another kind of token");
        }
        // It keeps a logout token from ever being taken for an ID token.
        return token.claims().has("nonce")
                ? refusal(Reason.TOKEN_CLAIM_INVALID, "X12: a logout token has no `nonce`")
                : Optional.empty();
    }

    private Optional<Refusal> event() {
        boolean logout = token.claims()
                .plain("events")
                .filter(AttributeValue.Structure.class::isInstance)
                .map(events -> ((AttributeValue.Structure) events).members())
                .filter(LogoutChecks::isLogoutAlone)
                .isPresent();
        return logout
                ? Optional.empty()
                : refusal(Reason.TOKEN_TYPE, "X12: `events` does not say exactly that somebody has signed out");
    }

    private static boolean isLogoutAlone(Map<String, List<AttributeValue>> events) {
        List<AttributeValue> logout = events.getOrDefault(EVENT, List.of());
        return events.size() == 1 && logout.size() == 1 && logout.get(0) instanceof AttributeValue.Structure;
    }

    private Optional<Refusal> times() {
        var times = token.registered().times();
        return new TimeChecks(times, settings, now).validity().or(() -> times.issuedAt()
                .filter(issued ->
                        now.isAfter(issued.plus(OLDEST).plus(settings.checks().skew())))
                .flatMap(issued -> refusal(Reason.PROOF_EXPIRED, "X12: `iat` was " + issued)));
    }

    private Optional<Refusal> whose() {
        boolean empty = token.registered().subject().filter(String::isEmpty).isPresent();
        boolean nobody = token.registered().subject().isEmpty()
                && token.registered().authentication().session().isEmpty();
        return empty || nobody
                ? refusal(Reason.SUBJECT_MISSING, "X12: neither `sub` nor `sid` says whose sessions end")
                : Optional.empty();
    }

    private Optional<Refusal> name() {
        return token.registered().tokenId().isPresent()
                ? Optional.empty()
                : refusal(Reason.TOKEN_CLAIM_INVALID, "X12: `jti` is missing");
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(TokenRefusals.refusal(reason, detail));
    }
}
