package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.RegisteredClaims;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a token's times must fulfil at one instant, the clocks' difference allowed for (RFC 7519 sections 4.1.4 to 6). */
final class TimeChecks {
    private final RegisteredClaims.Times times;
    private final TokenSettings settings;
    private final Duration skew;
    private final Instant now;

    TimeChecks(RegisteredClaims.Times times, TokenSettings settings, Instant now) {
        this.times = times;
        this.settings = settings;
        this.skew = settings.checks().skew();
        this.now = now;
    }

    Optional<Refusal> problem() {
        return validity().or(this::authenticationAge);
    }

    /** The same, of a token that says nothing of how somebody authenticated. */
    Optional<Refusal> validity() {
        if (times.expiry().isEmpty()) {
            return refusal(Reason.TOKEN_CLAIM_INVALID, "O06: `exp` is missing");
        }
        return window(times.expiry().get()).or(() -> lifetime(times.expiry().get()));
    }

    private Optional<Refusal> window(Instant expiry) {
        if (!now.isBefore(expiry.plus(skew))) {
            return refusal(Reason.PROOF_EXPIRED, "O06: `exp` was " + expiry);
        }
        if (isAhead(times.notBefore())) {
            return refusal(Reason.PROOF_NOT_YET_VALID, "O06: `nbf` is in the future");
        }
        return isAhead(times.issuedAt())
                ? refusal(Reason.PROOF_NOT_YET_VALID, "O06: `iat` is in the future")
                : Optional.empty();
    }

    /** Without {@code iat}, which only OpenID Connect demands, what is left of the token's life counts. */
    private Optional<Refusal> lifetime(Instant expiry) {
        if (times.issuedAt().isEmpty() && settings.kind() == ProviderSettings.Kind.OIDC) {
            return refusal(Reason.TOKEN_CLAIM_INVALID, "O06: `iat` is missing");
        }
        Instant begin = times.issuedAt().orElse(now);
        if (expiry.isBefore(begin) && times.issuedAt().isPresent()) {
            return refusal(Reason.TOKEN_CLAIM_INVALID, "O06: `exp` is before `iat`");
        }
        Duration life = Duration.between(begin, expiry);
        return life.compareTo(settings.checks().maxLifetime()) > 0
                ? refusal(
                        Reason.TOKEN_CLAIM_INVALID, "O06: it lives " + life + ", longer than the provider's tokens may")
                : Optional.empty();
    }

    private Optional<Refusal> authenticationAge() {
        if (isAhead(times.authenticatedAt())) {
            return refusal(Reason.PROOF_NOT_YET_VALID, "O07: `auth_time` is in the future");
        }
        Optional<Duration> oldest = settings.checks().maxAuthenticationAge();
        if (oldest.isEmpty()) {
            return Optional.empty();
        }
        if (times.authenticatedAt().isEmpty()) {
            return refusal(Reason.AUTHENTICATION_TOO_OLD, "O07: `auth_time` is missing and an age is demanded");
        }
        Instant latest = times.authenticatedAt().get().plus(oldest.get()).plus(skew);
        return now.isAfter(latest)
                ? refusal(Reason.AUTHENTICATION_TOO_OLD, "O07: `auth_time` is older than " + oldest.get())
                : Optional.empty();
    }

    private boolean isAhead(Optional<Instant> instant) {
        return instant.filter(then -> then.isAfter(now.plus(skew))).isPresent();
    }

    private static Optional<Refusal> refusal(Reason reason, String detail) {
        return Optional.of(TokenRefusals.refusal(reason, detail));
    }
}
