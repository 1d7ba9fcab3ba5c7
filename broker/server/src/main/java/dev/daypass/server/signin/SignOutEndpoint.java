package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;

/**
 * Signing out: {@code POST /logout} ends the browser session and every role session taken in it, and asks the identity
 * provider to do the same. Whoever is not signed in is told that it is done.
 */
final class SignOutEndpoint {
    private final Arrival arrival;
    private final Browsers browsers;
    private final SigningOut signingOut;

    SignOutEndpoint(Arrival arrival, Browsers browsers, SigningOut signingOut) {
        this.arrival = arrival;
        this.browsers = browsers;
        this.signingOut = signingOut;
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/logout", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::answer);
    }

    private Answer answer(Request request) {
        Arrival.Call call = arrival.call(request);
        Outcome<SignedIn> who = browsers.signedIn(request, call.context());
        return who.fold(
                somebody -> browsers.form(request, somebody, call.context())
                        .fold(
                                form -> signingOut.leave(somebody.session(), call),
                                refusal -> arrival.told(refusal, call)),
                refusal -> nobody(request, call));
    }

    /** A browser leaves the cookie out of another site's post: that must not clear it away (security W01). */
    private Answer nobody(Request request, Arrival.Call call) {
        return browsers.formBeforeSignIn(request, call.context())
                .fold(form -> signingOut.done(call), refusal -> arrival.told(refusal, call));
    }
}
