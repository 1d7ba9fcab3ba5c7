package dev.daypass.server.signin;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;

/**
 * Where an OpenID provider sends people back to that it has signed out: {@code GET /oidc/{provider}/logged-out?state=}
 * (OpenID Connect RP-Initiated Logout 1.0 section 3). Nothing ends here, since it has ended before; only the browser that
 * was sent is told how it went.
 */
final class OidcLoggedOutEndpoint {
    private final Arrival arrival;
    private final SigningOut signingOut;

    OidcLoggedOutEndpoint(Arrival arrival, SigningOut signingOut) {
        this.arrival = arrival;
        this.signingOut = signingOut;
    }

    Route route(Protocol protocol) {
        return new Route(
                "GET", "/oidc/{provider}/logged-out", protocol, Route.Size.NONE, Route.Access.GUARDED, this::answer);
    }

    private Answer answer(Request request) {
        Arrival.Call call = arrival.call(request);
        return Visits.visited(request)
                .then(visit -> Leaving.query(call))
                .fold(query -> answered(query, call), refusal -> signingOut.refused(refusal, call));
    }

    private Answer answered(Form query, Arrival.Call call) {
        return signingOut
                .complete(query.get("state").orElse(""), call)
                .fold(
                        logout -> signingOut.returned(true, "sent back", call),
                        refusal -> signingOut.told(refusal, call));
    }
}
