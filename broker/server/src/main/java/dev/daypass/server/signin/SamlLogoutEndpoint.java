package dev.daypass.server.signin;

import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.login.LogoutMessages;
import dev.daypass.core.login.PendingLogout;
import dev.daypass.core.login.UpstreamLogouts;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.List;

/**
 * Our logout service towards a SAML provider, {@code /saml/{provider}/slo} by redirect and by post (SAML Profiles 4.4): it
 * signs people out whom the provider has signed out, and answers; and it takes the provider's answer where we asked. The
 * provider's signature says which sessions end, so that it does not matter whose browser carries the message; who is not
 * the provider ends nothing (security S83).
 */
final class SamlLogoutEndpoint {
    private static final String TEMPLATE = "/saml/{provider}/slo";

    private final LogoutMessages messages;
    private final UpstreamLogouts upstream;
    private final SigningOut signingOut;
    private final Arrival arrival;
    private final SignInPages pages;

    SamlLogoutEndpoint(
            LogoutMessages messages,
            UpstreamLogouts upstream,
            SigningOut signingOut,
            Arrival arrival,
            SignInPages pages) {
        this.messages = messages;
        this.upstream = upstream;
        this.signingOut = signingOut;
        this.arrival = arrival;
        this.pages = pages;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", TEMPLATE, protocol, Route.Size.NONE, Route.Access.GUARDED, this::redirected),
                new Route("POST", TEMPLATE, protocol, Route.Size.PROOF, Route.Access.GUARDED, this::posted));
    }

    private Answer redirected(Request request) {
        return answer(Outcome.granted(new CarriedLogout.Query(request.target().query())), request);
    }

    private Answer posted(Request request) {
        return answer(PostedForm.read(request).map(SamlLogoutEndpoint::carried), request);
    }

    private static CarriedLogout carried(Form form) {
        return new CarriedLogout.Form(form.get("SAMLRequest"), form.get("SAMLResponse"), form.get("RelayState"));
    }

    private Answer answer(Outcome<? extends CarriedLogout> carried, Request request) {
        Arrival.Call call = arrival.call(request);
        return Arrival.provider(ProviderSettings.Kind.SAML, call)
                .then(provider -> carried.then(message -> messages.read(provider, message, call.context()))
                        .map(message -> believed(provider, message, call)))
                .fold(answer -> answer, refusal -> signingOut.refused(refusal, call));
    }

    private Answer believed(Provider provider, LogoutMessage message, Arrival.Call call) {
        return message instanceof LogoutMessage.Asked asked
                ? asked(provider, asked, call)
                : answered((LogoutMessage.Answered) message, call);
    }

    private Answer asked(Provider provider, LogoutMessage.Asked asked, Arrival.Call call) {
        return upstream.end(asked.logout(), provider.id(), call.context())
                .fold(
                        ended -> arrival.withoutDeadSession(
                                messages.answer(provider, asked, call.context())
                                        .map(departure -> sent(departure, call))
                                        .orElseGet(() -> pages.signedOut(call.request())),
                                call),
                        refusal -> signingOut.told(refusal, call));
    }

    private Answer sent(Departure departure, Arrival.Call call) {
        return departure instanceof Departure.Redirect redirect
                ? Answer.seeOther(redirect.to().toASCIIString())
                : pages.signingOut(call.request(), departure);
    }

    private Answer answered(LogoutMessage.Answered answered, Arrival.Call call) {
        return signingOut
                .complete(answered.relayState(), call)
                .fold(
                        pending -> answers(answered, pending)
                                .fold(
                                        fitting -> signingOut.returned(answered.complete(), answered.status(), call),
                                        refusal -> signingOut.refused(refusal, call)),
                        refusal -> signingOut.told(refusal, call));
    }

    private static Outcome<LogoutMessage.Answered> answers(LogoutMessage.Answered answered, PendingLogout pending) {
        return answered.inResponseTo().equals(pending.requestId())
                ? Outcome.granted(answered)
                : Outcome.refused(
                        Reason.IN_RESPONSE_TO_MISMATCH,
                        "This answers another sign-out",
                        "S83: the LogoutResponse answers another request");
    }
}
