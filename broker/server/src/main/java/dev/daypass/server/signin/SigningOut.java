package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.server.http.Answer;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all ways to sign out have in common: the session here ends first; then the browser leaves for the identity provider,
 * where that knows a logout; its answer finds the logout again; a page tells how it went. Safe for several threads.
 */
final class SigningOut {
    private static final Logger LOG = LoggerFactory.getLogger(SigningOut.class);

    private final SignInEndpoints.Core core;
    private final Map<ProviderSettings.Kind, LogoutStart> starts;
    private final SignInPages pages;

    SigningOut(SignInEndpoints.Core core, Map<ProviderSettings.Kind, LogoutStart> starts, SignInPages pages) {
        this.core = core;
        this.starts = Map.copyOf(starts);
        this.pages = pages;
    }

    /** Ends the session here, then sends the browser on to the identity provider, or shows that it is done. */
    Answer leave(BrowserSession session, Arrival.Call call) {
        core.own().signOut(session, call.context());
        return departed(session, call).orElseGet(() -> done(call));
    }

    private Optional<Answer> departed(BrowserSession session, Arrival.Call call) {
        return leaving(session, call)
                .map(leaving -> withoutSession(pages.signingOut(call.request(), leaving.departure()))
                        .withCookie(BrowserCookies.logout(leaving.begun().cookie())));
    }

    private record Leaving(PendingLogouts.Begun begun, Departure departure) {}

    /** A fault of ours keeps nobody from hearing that they are signed out here: that has happened. */
    private Optional<Leaving> leaving(BrowserSession session, Arrival.Call call) {
        try {
            PendingLogouts.Begun begun = core.logouts()
                    .begin(session.identity().provider(), call.context().instant());
            Optional<Leaving> leaving = call.context()
                    .snapshot()
                    .provider(session.identity().provider())
                    .filter(provider -> provider.state() == Provider.State.ENABLED)
                    .flatMap(provider -> departure(provider, session, begun.logout(), call))
                    .map(departure -> new Leaving(begun, departure));
            leaving.ifPresent(known -> core.own().signOutUpstream(session, call.context()));
            return leaving;
        } catch (UnavailableException e) {
            LOG.warn(
                    "nobody can be sent to be signed out at {}",
                    session.identity().provider(),
                    e);
            return Optional.empty();
        }
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

    static Answer withoutSession(Answer answer) {
        return answer.withCookie(BrowserCookies.noSession()).withCookie(BrowserCookies.noPresence());
    }

    /** The logout that an identity provider's answer belongs to; refused ones are audited. */
    Outcome<PendingLogout> complete(String id, Arrival.Call call) {
        return core.logouts()
                .complete(id, BrowserCookies.logout(call.request().headers()), call.provider(), call.context());
    }

    /**
     * How a logout at an identity provider ended; audited. The person is signed out here in any case.
     *
     * @param confirmed whether the provider says that it is done
     * @param status what it says, for the audit
     */
    Answer returned(boolean confirmed, String status, Arrival.Call call) {
        core.audit()
                .append(call.context()
                        .facts()
                        .put("provider", call.provider().name())
                        .put("confirmed", Boolean.toString(confirmed))
                        .put("status", status)
                        .granted(AuditEvent.Kind.BROWSER_LOGOUT));
        return pages.signedOutAt(call.request(), call.provider(), confirmed).withCookie(BrowserCookies.noLogout());
    }

    /** Tells a refusal that a use case has audited. */
    Answer told(Refusal refusal, Arrival.Call call) {
        return pages.logoutRefused(call.request(), refusal);
    }

    /** Audits and tells a refusal that no use case has seen. */
    Answer refused(Refusal refusal, Arrival.Call call) {
        core.audit()
                .append(call.context()
                        .facts()
                        .put("provider", call.provider().name())
                        .refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal));
        return told(refusal, call);
    }
}
