package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.server.http.Answer;
import java.util.Map;
import java.util.Optional;

/**
 * What all ways to sign out have in common: the session here ends first; then the browser leaves for the identity provider,
 * where that knows a logout; its answer finds the logout again; a page tells how it went. Safe for several threads.
 */
final class SigningOut {
    private final OwnSessions own;
    private final PendingLogouts logouts;
    private final Map<ProviderSettings.Kind, LogoutStart> starts;
    private final SignInPages pages;
    private final AuditSink audit;

    SigningOut(
            OwnSessions own,
            PendingLogouts logouts,
            Map<ProviderSettings.Kind, LogoutStart> starts,
            SignInPages pages,
            AuditSink audit) {
        this.own = own;
        this.logouts = logouts;
        this.starts = Map.copyOf(starts);
        this.pages = pages;
        this.audit = audit;
    }

    /** Ends the session here, then sends the browser on to the identity provider, or shows that it is done. */
    Answer leave(BrowserSession session, Arrival.Call call) {
        own.signOut(session, call.context());
        return departed(session, call).orElseGet(() -> done(call));
    }

    private Optional<Answer> departed(BrowserSession session, Arrival.Call call) {
        PendingLogouts.Begun begun =
                logouts.begin(session.identity().provider(), call.context().instant());
        return call.context()
                .snapshot()
                .provider(session.identity().provider())
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .flatMap(provider -> departure(provider, session, begun.logout(), call))
                .map(departure -> withoutSession(pages.signingOut(call.request(), departure))
                        .withCookie(BrowserCookies.logout(begun.cookie())));
    }

    private Optional<Departure> departure(
            Provider provider, BrowserSession session, PendingLogout pending, Arrival.Call call) {
        return Optional.ofNullable(starts.get(provider.settings().kind()))
                .flatMap(start -> start.depart(provider, session, pending, call.context()));
    }

    /** That nobody is signed in here, with nothing left in the browser that says otherwise. */
    Answer done(Arrival.Call call) {
        return withoutSession(pages.signedOut(call.request()));
    }

    private static Answer withoutSession(Answer answer) {
        return answer.withCookie(BrowserCookies.noSession()).withCookie(BrowserCookies.noPresence());
    }

    /** The logout that an identity provider's answer belongs to; refused ones are audited. */
    Outcome<PendingLogout> complete(String id, Arrival.Call call) {
        return logouts.complete(id, BrowserCookies.logout(call.request().headers()), call.provider(), call.context());
    }

    /**
     * How a logout at an identity provider ended. The person is signed out here in any case.
     *
     * @param confirmed whether the provider says that it is done
     */
    Answer returned(boolean confirmed, Arrival.Call call) {
        return pages.signedOutAt(call.request(), call.provider(), confirmed).withCookie(BrowserCookies.noLogout());
    }

    /** Audits and tells a refusal that no use case has seen. */
    Answer refused(Refusal refusal, Arrival.Call call) {
        audit.append(call.context()
                .facts()
                .put("provider", call.provider().name())
                .refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal));
        return told(refusal, call);
    }

    /** Tells a refusal that is audited. */
    Answer told(Refusal refusal, Arrival.Call call) {
        return pages.refused(call.request(), refusal);
    }
}
