package dev.daypass.server.signin;

import dev.daypass.core.login.HeldArrivals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;

/**
 * The yes to becoming somebody else: {@code POST /login/switch}. What the form carries was sealed for the session it was
 * asked in, so that it is as good as a token of the browser's.
 */
final class SwitchEndpoint {
    private final HeldArrivals held;
    private final Arrival arrival;
    private final Browsers browsers;

    SwitchEndpoint(HeldArrivals held, Arrival arrival, Browsers browsers) {
        this.held = held;
        this.arrival = arrival;
        this.browsers = browsers;
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/login/switch", protocol, Route.Size.PROOF, Route.Access.GUARDED, this::yes);
    }

    private Answer yes(Request request) {
        Arrival.Call call = arrival.call(request);
        Outcome<Form> form = browsers.formBeforeSignIn(request, call.context());
        Outcome<HeldArrivals.Arrival> accepted = form.then(fields -> browsers.signedIn(request, call.context())
                .then(who -> carried(fields).then(text -> held.accept(text, who.session(), call.context()))));
        return accepted.fold(
                arrived -> arrival.enter(arrived.identity(), arrived.returnTo(), call),
                refusal -> arrival.told(refusal, call));
    }

    private static Outcome<Secret> carried(Form fields) {
        return fields.get("arrival")
                .map(text -> Outcome.granted(Secret.of(text)))
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING, "There is no arrival in this form; sign in again", "no `arrival`"));
    }
}
