package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.provider.TokenSettings.Client;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * An OpenID provider tells that somebody has signed out there: what they had here ends, at every face (OpenID Connect
 * Back-Channel Logout 1.0, Front-Channel Logout 1.0). Whatever is refused ends nothing and is audited (security X12). Safe
 * for several threads.
 */
public final class OpenIdLogouts {
    private static final int LONGEST_SESSION = 256;

    private final LogoutTokens tokens;
    private final ReplayStore replay;
    private final BrowserSessions sessions;
    private final AuditSink audit;

    public OpenIdLogouts(LogoutTokens tokens, ReplayStore replay, BrowserSessions sessions, AuditSink audit) {
        this.tokens = tokens;
        this.replay = replay;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * The provider says so itself, with a logout token: {@code sid} names one session, {@code sub} alone all of a person,
     * both the sessions that both fit.
     *
     * @return how many sessions have ended
     */
    public Outcome<Integer> told(ProviderId id, Secret logoutToken, RequestContext request) {
        AuditFacts facts = request.facts().put("provider", id.name()).put("channel", "back");
        return audited(
                provider(id, request)
                        .then(provider -> tokens.verify(provider, logoutToken, request))
                        .then(notice -> signedOut(id, notice, facts, request)),
                facts);
    }

    /**
     * A browser says so, sent by a page of the provider's. Nothing proves that: whoever knows a {@code sid} could say the
     * same. So the provider's settings must allow it, it must name the issuer and a session that lives, and no more than
     * that one ends.
     *
     * @return how many sessions have ended, one at least
     */
    public Outcome<Integer> hinted(ProviderId id, String issuer, String session, RequestContext request) {
        AuditFacts facts = request.facts().put("provider", id.name()).put("channel", "front");
        return audited(
                provider(id, request)
                        .then(provider -> names(provider, issuer, session))
                        .map(known -> ended(id, session, facts, request))
                        .then(OpenIdLogouts::some),
                facts);
    }

    /** Has the audit told of a request that names nothing, so that neither of the two ways was asked. */
    public <T> Outcome<T> untold(Outcome<T> read, ProviderId id, RequestContext request) {
        read.refusal()
                .ifPresent(refusal -> audit.append(
                        request.facts().put("provider", id.name()).refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal)));
        return read;
    }

    private static Outcome<Provider> provider(ProviderId id, RequestContext request) {
        Optional<Provider> known = request.snapshot()
                .provider(id)
                .filter(provider -> provider.settings().kind() == ProviderSettings.Kind.OIDC);
        if (known.isEmpty()) {
            return Outcome.refused(
                    Reason.PROVIDER_UNKNOWN,
                    "No identity provider of this name is configured",
                    "no OpenID provider `" + id + "`");
        }
        return known.get().state() == Provider.State.ENABLED
                ? Outcome.granted(known.get())
                : Outcome.refused(
                        Reason.PROVIDER_DISABLED,
                        "This identity provider is disabled",
                        "S79: provider `" + id + "` is disabled");
    }

    /** Ends first and spends then: a token that a fault of ours stopped halfway is heard again, and ends nothing newer. */
    private Outcome<Integer> signedOut(
            ProviderId id, LogoutTokens.Notice notice, AuditFacts facts, RequestContext request) {
        notice.subject().ifPresent(person -> facts.put("subject", person));
        int ended = sessions.endSignedOut(
                new SignedOut.Logout(id, notice.subject(), notice.session(), notice.issued()), request);
        facts.put("ended", Integer.toString(ended));
        return once(id, notice).map(first -> ended);
    }

    private Outcome<LogoutTokens.Notice> once(ProviderId id, LogoutTokens.Notice notice) {
        return replay.spend("upstream-logout\n" + id.name() + "\n" + notice.tokenId(), notice.until())
                        == ReplayStore.Spending.FIRST
                ? Outcome.granted(notice)
                : Outcome.refused(
                        Reason.PROOF_REPLAYED,
                        "This logout token has been used before",
                        "X12: logout token `" + notice.tokenId() + "` was spent before");
    }

    private static Outcome<Provider> names(Provider provider, String issuer, String session) {
        if (provider.settings() instanceof TokenSettings settings
                && settings.client().filter(Client::frontChannelLogout).isEmpty()) {
            return Outcome.refused(
                    Reason.PROVIDER_MISMATCH,
                    "This identity provider ends sessions by the back channel alone",
                    "X12: `frontChannelLogout` is not set");
        }
        boolean ours = provider.settings() instanceof TokenSettings settings
                && settings.issuer().equals(issuer);
        if (!ours) {
            return Outcome.refused(
                    Reason.ISSUER_MISMATCH,
                    "`iss` is not this identity provider",
                    "X12: `iss` is not exactly the provider's issuer");
        }
        return session.isEmpty() || session.length() > LONGEST_SESSION
                ? Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "`sid` names no session",
                        "X12: `sid` has " + session.length() + " characters")
                : Outcome.granted(provider);
    }

    /** Unproven word ends what is here; only the provider's own applies to what arrives later. */
    private int ended(ProviderId id, String session, AuditFacts facts, RequestContext request) {
        int ended = sessions.endUpstream(id, Optional.empty(), Optional.of(session), request);
        facts.put("ended", Integer.toString(ended));
        return ended;
    }

    private static Outcome<Integer> some(int ended) {
        return ended > 0
                ? Outcome.granted(ended)
                : Outcome.refused(
                        Reason.NOT_SIGNED_IN,
                        "Nobody is signed in by this session",
                        "X12: no live session of this `sid`");
    }

    private Outcome<Integer> audited(Outcome<Integer> outcome, AuditFacts facts) {
        audit.append(outcome.fold(
                ended -> facts.granted(AuditEvent.Kind.BROWSER_LOGOUT),
                refusal -> facts.refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal)));
        return outcome;
    }
}
