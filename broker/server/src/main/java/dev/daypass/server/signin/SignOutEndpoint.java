package dev.daypass.server.signin;

import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;

/**
 * Signing out: {@code POST /logout} ends the browser session and every role session taken in it. Whoever is not signed in
 * is told that it is done.
 */
final class SignOutEndpoint {
    private final OwnSessions own;
    private final Browsers browsers;
    private final SignInPages pages;

    SignOutEndpoint(OwnSessions own, Browsers browsers, SignInPages pages) {
        this.own = own;
        this.browsers = browsers;
        this.pages = pages;
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/logout", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::answer);
    }

    private Answer answer(Request request) {
        RequestContext context = browsers.context(request);
        Outcome<SignedIn> who = browsers.signedIn(request, context);
        return who.fold(
                somebody -> browsers.form(request, somebody, context)
                        .fold(form -> signOut(somebody, request, context), refusal -> pages.refused(request, refusal)),
                refusal -> done(request));
    }

    private Answer signOut(SignedIn who, Request request, RequestContext context) {
        own.signOut(who.session(), context);
        return done(request);
    }

    private Answer done(Request request) {
        return pages.signedOut(request).withCookie(BrowserCookies.noSession()).withCookie(BrowserCookies.noPresence());
    }
}
