package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whom identity providers have signed out. A logout applies to all that the provider vouched for until then, also to what
 * arrives later (SAML Core 3.7.3.1; OpenID Connect Back-Channel Logout 2.7; security X10); whoever signs in anew
 * afterwards is let in at once. Both instants are the provider's, so that no other clock counts. Safe for several threads.
 */
public final class SignedOut {
    private final RevocationStore revocations;

    public SignedOut(RevocationStore revocations) {
        this.revocations = revocations;
    }

    /**
     * What a provider has ended.
     *
     * @param subject whom; absent: whosoever has the session
     * @param session the provider's name for its session; absent: all of the subject. One of the two must be there
     * @param at when, by the provider's clock
     */
    public record Logout(ProviderId provider, Optional<String> subject, Optional<String> session, Instant at) {
        public Logout {
            if (subject.isEmpty() && session.isEmpty()) {
                throw new IllegalArgumentException("a logout names a subject or a session");
            }
        }

        /** Whether a session here ends that began with what the provider said then. */
        public boolean ends(Instant vouchedAt) {
            return vouchedAt.isBefore(over());
        }

        /** First instant that is surely later: many providers write whole seconds. */
        private Instant over() {
            Instant second = at.truncatedTo(ChronoUnit.SECONDS);
            return at.equals(second)
                    ? second.plusSeconds(1)
                    : at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        }

        /** First instant it does not apply to: a session of the provider's does not come again, a person may at once. */
        private Instant before() {
            return session.isPresent() ? over() : at.truncatedTo(ChronoUnit.MILLIS);
        }

        private String key() {
            return Revocation.upstreamKey(provider.name(), subject.orElse(""), session.orElse(""));
        }
    }

    /** Has it apply from now on to what the provider vouched for before, on every node. */
    public void note(Logout logout, RequestContext request) {
        Instant before = logout.before();
        // Whoever brings one message again and again shall fill no table.
        if (isOut(logout.key(), before.minusMillis(1))) {
            return;
        }
        Instant forgetAfter = request.instant().plus(longestUse(logout.provider(), request));
        revocations.revoke(new Revocation(Revocation.Scope.SUBJECT, logout.key(), before, forgetAfter));
    }

    /**
     * Whether what an identity was made of has been signed out.
     *
     * @param otherwise counts where the provider does not tell when it vouched for it
     */
    public boolean has(Identity identity, Instant otherwise) {
        String provider = identity.provider().name();
        String subject = identity.subject().value();
        Instant vouchedAt = identity.vouchedAt().orElse(otherwise);
        return isOut(Revocation.upstreamKey(provider, subject, ""), vouchedAt)
                || identity.authentication()
                        .sessionIndex()
                        .filter(session -> isOut(Revocation.upstreamKey(provider, subject, session), vouchedAt)
                                || isOut(Revocation.upstreamKey(provider, "", session), vouchedAt))
                        .isPresent();
    }

    private boolean isOut(String key, Instant vouchedAt) {
        return revocations.isRevoked(Revocation.Scope.SUBJECT, key, vouchedAt);
    }

    /** How long a proof made before the logout, or a session begun with one, may still come. */
    private static Duration longestUse(ProviderId id, RequestContext request) {
        ProviderSettings settings =
                request.snapshot().provider(id).map(Provider::settings).orElse(null);
        Duration proof = settings instanceof TokenSettings tokens
                ? tokens.checks().maxLifetime().plus(tokens.checks().skew())
                : Duration.ZERO;
        return proof.compareTo(SessionLimits.LONGEST_OF_ALL) > 0 ? proof : SessionLimits.LONGEST_OF_ALL;
    }
}
