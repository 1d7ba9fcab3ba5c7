package dev.daypass.server.signin;

import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Proof;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Confidential;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * Signing in at a directory with name and password: {@code GET /directory/{provider}/login} shows the form, {@code POST}
 * takes it. The form belongs to a login that was begun in this browser, so that nobody signs somebody in under another
 * name from a page of theirs (security O13); a wrong password gets a new form.
 */
final class PasswordLoginEndpoint {
    private static final String PATH = "/directory/{provider}/login";
    private static final int LONGEST_SHOWN = 256;

    private final Arrival arrival;
    private final Browsers browsers;
    private final SignInPages pages;

    PasswordLoginEndpoint(Arrival arrival, Browsers browsers, SignInPages pages) {
        this.arrival = arrival;
        this.browsers = browsers;
        this.pages = pages;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", PATH, protocol, Route.Size.NONE, Route.Access.OPEN, this::form),
                new Route("POST", PATH, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::typed));
    }

    private Answer form(Request request) {
        Arrival.Call call = arrival.call(request);
        return Visits.visited(request)
                .then(PasswordLoginEndpoint::hidden)
                .then(visit -> Arrival.provider(ProviderSettings.Kind.DIRECTORY, call))
                .then(provider -> Leaving.query(call))
                .fold(
                        query -> form(Leaving.returnTo(query), Leaving.hint(query), Optional.empty(), call),
                        refusal -> arrival.refused(refusal, call));
    }

    /** A form for a login that begins with it. */
    Answer form(ReturnTarget returnTo, Optional<String> userName, Optional<Refusal> refusal, Arrival.Call call) {
        PendingLogins.Begun begun = arrival.begin(returnTo, call);
        String label = call.context()
                .snapshot()
                .provider(call.provider())
                .map(Provider::label)
                .orElseGet(call.provider()::name);
        Answer page = pages.passwordForm(
                call.request(),
                new SignInPages.PasswordForm(
                        call.provider(), label, begun.login().id(), userName, refusal));
        return arrival.begun(page, begun, call);
    }

    private Answer typed(Request request) {
        Arrival.Call call = arrival.call(request);
        Optional<Refusal> read = hidden(request).refusal();
        if (read.isPresent()) {
            return arrival.refused(read.get(), call);
        }
        Outcome<Form> form = browsers.formBeforeSignIn(request, call.context());
        return form.fold(
                fields -> arrival.complete(fields.get("login").orElse(""), call)
                        .fold(login -> signIn(login, fields, call), refusal -> arrival.told(refusal, call)),
                refusal -> arrival.told(refusal, call));
    }

    /** Nobody is asked for a password over a connection that others can read. */
    private static Outcome<Request> hidden(Request request) {
        return Confidential.problem(request.origin())
                .<Outcome<Request>>map(Outcome::refused)
                .orElseGet(() -> Outcome.granted(request));
    }

    private Answer signIn(PendingLogin login, Form fields, Arrival.Call call) {
        String name = fields.get("username").orElse("");
        var proof = new Proof.Password(name, Secret.of(fields.get("password").orElse("")));
        Optional<String> shown = Optional.of(name).filter(text -> text.length() <= LONGEST_SHOWN);
        return arrival.signIn(proof, Optional.empty(), call)
                .fold(
                        identity -> arrival.enter(identity, login.returnTo(), call),
                        refusal -> form(login.returnTo(), shown, Optional.of(refusal), call))
                .withCookie(BrowserCookies.noLogin(login.id()));
    }
}
