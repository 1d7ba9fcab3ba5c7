package dev.daypass.server.signin;

import dev.daypass.core.login.CodeRedeemer;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signing in at an OpenID provider: {@code GET /oidc/{provider}/login} sends the browser there, {@code GET
 * /oidc/{provider}/callback} takes the code it comes back with (OpenID Connect Core 3.1). Each provider has a callback of
 * its own, and an {@code iss} goes to whoever redeems the code, so that none answers for another (RFC 9700 section 4.4, RFC 9207).
 */
final class OidcLoginEndpoint {
    /** What the registered error codes look like (RFC 6749 section 4.1.2.1); others are not repeated to anybody. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final Leaving leaving;
    private final CodeRedeemer redeemer;
    private final Arrival arrival;

    OidcLoginEndpoint(Leaving leaving, CodeRedeemer redeemer, Arrival arrival) {
        this.leaving = leaving;
        this.redeemer = redeemer;
        this.arrival = arrival;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", "/oidc/{provider}/login", protocol, Route.Size.NONE, Route.Access.OPEN, this::login),
                new Route(
                        "GET",
                        "/oidc/{provider}/callback",
                        protocol,
                        Route.Size.NONE,
                        Route.Access.GUARDED,
                        this::callback));
    }

    private Answer login(Request request) {
        return leaving.leave(arrival.call(request));
    }

    private Answer callback(Request request) {
        Arrival.Call call = arrival.call(request);
        return Visits.visited(request)
                .then(visit -> Leaving.query(call))
                .fold(query -> answered(query, call), refusal -> arrival.refused(refusal, call));
    }

    private Answer answered(Form query, Arrival.Call call) {
        return arrival.complete(query.get("state").orElse(""), call)
                .fold(login -> redeem(login, query, call), refusal -> arrival.told(refusal, call));
    }

    private Answer redeem(PendingLogin login, Form query, Arrival.Call call) {
        return Arrival.provider(ProviderSettings.Kind.OIDC, call)
                .then(provider -> code(query)
                        .then(code -> redeemer.redeem(
                                provider, new CodeRedeemer.Answer(code, query.get("iss")), login, call.context())))
                .fold(
                        token -> arrival.arrive(login, token, login.nonce(), call),
                        refusal -> arrival.refused(refusal, call).withCookie(BrowserCookies.noLogin(login.id())));
    }

    private static Outcome<Secret> code(Form query) {
        Optional<String> error = query.get("error");
        if (error.isPresent()) {
            String told = error.filter(ERROR.asMatchPredicate()).orElse("an error not of its form");
            return Outcome.refused(
                    Reason.LOGIN_FAILED_AT_PROVIDER,
                    "The identity provider did not sign you in (" + told + "); try again",
                    "the identity provider answered `" + told + "`");
        }
        return query.get("code")
                .filter(code -> !code.isEmpty())
                .map(code -> Outcome.granted(Secret.of(code)))
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING,
                        "There is no authorization code in this request; sign in again",
                        "no parameter `code`"));
    }
}
