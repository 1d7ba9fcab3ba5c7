package dev.daypass.server.signin;

import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Signing in at a SAML provider: {@code GET /saml/{provider}/login} sends the browser there, {@code POST
 * /saml/{provider}/acs} takes what it comes back with (SAML Profiles 4.1). A Response that answers nothing of ours is
 * taken where the provider may begin ({@code idpInitiated}); its RelayState then names a path of ours, or nothing.
 */
final class SamlLoginEndpoint {
    /** SAML Bindings 3.4.3 and 3.5.3: bytes. */
    private static final int LONGEST_RELAY_STATE = 80;

    private final Leaving leaving;
    private final Arrival arrival;

    SamlLoginEndpoint(Leaving leaving, Arrival arrival) {
        this.leaving = leaving;
        this.arrival = arrival;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", "/saml/{provider}/login", protocol, Route.Size.NONE, Route.Access.OPEN, this::login),
                new Route("POST", "/saml/{provider}/acs", protocol, Route.Size.PROOF, Route.Access.GUARDED, this::acs));
    }

    private Answer login(Request request) {
        return leaving.leave(arrival.call(request));
    }

    private Answer acs(Request request) {
        Arrival.Call call = arrival.call(request);
        return Visits.visited(request)
                .then(SamlLoginEndpoint::answer)
                .fold(answer -> arrived(answer, call), refusal -> arrival.refused(refusal, call));
    }

    private record SamlAnswer(Proof.SamlResponse response, Optional<String> relayState) {}

    private static Outcome<SamlAnswer> answer(Request request) {
        return PostedForm.read(request)
                .then(form -> response(form).map(response -> new SamlAnswer(response, form.get("RelayState"))));
    }

    private static Outcome<Proof.SamlResponse> response(Form form) {
        return form.get("SAMLResponse")
                .filter(text -> !text.isEmpty())
                .map(text -> Outcome.granted(new Proof.SamlResponse(text)))
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING,
                        "There is no SAML Response in this request; sign in again",
                        "no field `SAMLResponse`"));
    }

    /** A RelayState of our form stands for a login of ours, in this browser, or for nothing. */
    private Answer arrived(SamlAnswer answer, Arrival.Call call) {
        Optional<String> login = answer.relayState()
                .filter(state -> PendingLogins.ID.matcher(state).matches());
        if (login.isEmpty()) {
            return arrival.arriveUnasked(answer.response(), returnTo(answer), call);
        }
        return arrival.complete(login.get(), call)
                .fold(
                        pending -> arrival.arrive(pending, answer.response(), pending.requestId(), call),
                        refusal -> arrival.told(refusal, call));
    }

    private static ReturnTarget returnTo(SamlAnswer answer) {
        return ReturnTarget.orStart(answer.relayState()
                .filter(state -> state.getBytes(StandardCharsets.UTF_8).length <= LONGEST_RELAY_STATE));
    }
}
