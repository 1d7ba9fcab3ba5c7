package dev.daypass.server.signin;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * What all ways to sign in have in common: a login begins and leaves a cookie; its answer finds it again; the proof is
 * signed in with; a browser session begins; the browser goes where it was going. Safe for several threads.
 */
final class Arrival {
    private final SignInEndpoints.Core core;
    private final Browsers browsers;
    private final SignInPages pages;

    /** A request that has to do with a login, and what the core sees of it. */
    record Call(Request request, RequestContext context) {
        ProviderId provider() {
            return new ProviderId(request.variable("provider"));
        }
    }

    Arrival(SignInEndpoints.Core core, Browsers browsers, SignInPages pages) {
        this.core = core;
        this.browsers = browsers;
        this.pages = pages;
    }

    Call call(Request request) {
        return new Call(request, browsers.context(request));
    }

    /** The provider of the path, if it is of a kind and people may sign in there now. */
    static Outcome<Provider> provider(ProviderSettings.Kind kind, Call call) {
        Optional<Provider> known = call.context()
                .snapshot()
                .provider(call.provider())
                .filter(provider -> provider.settings().kind() == kind);
        if (known.isEmpty()) {
            return Outcome.refused(
                    Reason.PROVIDER_UNKNOWN,
                    "No identity provider of this name is configured",
                    "no provider `" + call.provider() + "` of kind " + kind.word());
        }
        return known.get().state() == Provider.State.ENABLED
                ? Outcome.granted(known.get())
                : Outcome.refused(
                        Reason.PROVIDER_DISABLED,
                        "This identity provider is disabled",
                        "S79: provider `" + call.provider() + "` is disabled");
    }

    PendingLogins.Begun begin(ReturnTarget returnTo, Call call) {
        return core.logins().begin(call.provider(), returnTo, call.context().instant());
    }

    /** The answer that a login begins with, and its cookie; where there are too many, the oldest go. */
    Answer begun(Answer answer, PendingLogins.Begun begun, Call call) {
        List<String> former = BrowserCookies.logins(call.request().headers());
        Answer told = answer;
        for (int i = 0; i <= former.size() - BrowserCookies.MOST_LOGINS; i++) {
            told = told.withCookie(BrowserCookies.noLogin(former.get(i)));
        }
        return told.withCookie(BrowserCookies.login(begun.login().id(), begun.cookie()));
    }

    /** The login that an answer belongs to; refused ones are audited. */
    Outcome<PendingLogin> complete(String id, Call call) {
        return core.logins()
                .complete(id, BrowserCookies.login(call.request().headers(), id), call.provider(), call.context());
    }

    /** Signs in with the answer to a login; whatever comes of it, the login is over. */
    Answer arrive(PendingLogin login, Proof proof, String inResponseTo, Call call) {
        return signIn(proof, Optional.of(inResponseTo), call)
                .fold(
                        identity -> enter(identity, login.returnTo(), call),
                        refusal -> pages.refused(call.request(), refusal))
                .withCookie(BrowserCookies.noLogin(login.id()));
    }

    /** Signs in with a proof that nobody here has asked for. */
    Answer arriveUnasked(Proof proof, ReturnTarget returnTo, Call call) {
        return signIn(proof, Optional.empty(), call)
                .fold(
                        identity -> enterUnasked(identity, returnTo, call),
                        refusal -> pages.refused(call.request(), refusal));
    }

    /** Lets in who came by no login of ours, if need be after a question: nobody else's place is taken unasked. */
    Answer enterUnasked(Identity identity, ReturnTarget returnTo, Call call) {
        return browsers.present(call.request(), call.context())
                .filter(present -> !present.isOf(identity))
                .map(present -> ask(identity, present, returnTo, call))
                .orElseGet(() -> enter(identity, returnTo, call));
    }

    Outcome<Identity> signIn(Proof proof, Optional<String> inResponseTo, Call call) {
        var expectation = new Expectation(Optional.of(call.provider()), inResponseTo, Optional.empty());
        return core.signIn().signIn(proof, expectation, call.context());
    }

    private Answer ask(Identity identity, BrowserSession present, ReturnTarget returnTo, Call call) {
        var arrival = new HeldArrivals.Arrival(identity, returnTo);
        return pages.anotherPerson(
                call.request(),
                new SignInPages.AnotherPerson(
                        present,
                        identity.provider(),
                        identity.subject().value(),
                        core.held().hold(arrival, present, call.context())));
    }

    /** Begins the session and sends the browser where it was going. */
    Answer enter(Identity identity, ReturnTarget returnTo, Call call) {
        BrowserSessions.Begun begun =
                core.sessions().begin(identity, browsers.present(call.request(), call.context()), call.context());
        return Answer.seeOther(returnTo.path())
                .withCookie(BrowserCookies.session(begun.cookie()))
                .withCookie(BrowserCookies.last(identity.provider()))
                .withCookie(BrowserCookies.presence(core.presence().mark(begun.session())));
    }

    /** An answer after sessions have ended: where this browser's is among them, nothing of it stays there. */
    Answer withoutDeadSession(Answer answer, Call call) {
        return browsers.present(call.request(), call.context()).isPresent()
                ? answer
                : answer.withCookie(BrowserCookies.noSession()).withCookie(BrowserCookies.noPresence());
    }

    /** Tells a refusal that a use case has audited. */
    Answer told(Refusal refusal, Call call) {
        return pages.refused(call.request(), refusal);
    }

    /** Audits and tells a refusal that no use case has seen. */
    Answer refused(Refusal refusal, Call call) {
        core.audit()
                .append(call.context()
                        .facts()
                        .put("provider", call.provider().name())
                        .refused(AuditEvent.Kind.BROWSER_LOGIN, refusal));
        return told(refusal, call);
    }
}
