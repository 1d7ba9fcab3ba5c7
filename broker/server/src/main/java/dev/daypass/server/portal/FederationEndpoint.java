package dev.daypass.server.portal;

import dev.daypass.core.application.Console;
import dev.daypass.core.grant.ConsoleSignIn;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.MintedToken;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.ConsoleEntry;
import dev.daypass.server.portal.view.Onward;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The federation endpoint, {@code /aws/federation} (AWS IAM, custom identity broker access to the console). {@code
 * Action=login} asks the person first, since a link could have been made by anybody who would like them to work in his
 * session; their yes, a form of ours, is answered with one that brings an access token to the console. Destinations are
 * the consoles that configuration names, and nothing else. Safe for several threads.
 */
final class FederationEndpoint {
    private static final String PATH = "/aws/federation";
    private static final int MOST_PARAMETERS = 8;

    private final ConsoleSignIn consoles;
    private final SigninTokenEndpoint tokens;
    private final Browsers browsers;
    private final Frame frame;
    private final RefusalPages refusals;

    FederationEndpoint(ConsoleSignIn consoles, Browsers browsers, Frame frame) {
        this.consoles = consoles;
        this.tokens = new SigninTokenEndpoint(consoles, browsers);
        this.browsers = browsers;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", PATH, protocol, Route.Size.NONE, Route.Access.GUARDED, this::get),
                new Route("POST", PATH, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::post));
    }

    private Answer get(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.audited(Form.read(request.target().query(), MOST_PARAMETERS), context)
                .fold(
                        form -> isToken(form) ? tokens.answer(form, request, context) : ask(form, request, context),
                        refusal -> refusals.page(request, refusal));
    }

    private Answer post(Request request) {
        RequestContext context = browsers.context(request);
        String body = new String(request.body().bytes(), StandardCharsets.ISO_8859_1);
        return browsers.audited(Form.read(body, MOST_PARAMETERS), context)
                .fold(
                        form -> isToken(form) ? tokens.answer(form, request, context) : enter(request, context),
                        refusal -> refusals.page(request, refusal));
    }

    private static boolean isToken(Form form) {
        return form.get("Action").filter("getSigninToken"::equals).isPresent();
    }

    /** A place on a console. */
    private record Place(Console console, String destination, Secret token) {}

    private static Outcome<Place> place(Form form, RequestContext context) {
        if (form.get("Action").filter("login"::equals).isEmpty()) {
            return Outcome.refused(
                    Reason.ACTION_UNKNOWN,
                    "Action must be getSigninToken or login",
                    "neither getSigninToken nor login");
        }
        String destination = form.get("Destination").orElse("");
        return context.snapshot().consoles().stream()
                .filter(console -> console.covers(destination))
                .findFirst()
                .map(console -> Outcome.granted(new Place(
                        console, destination, Secret.of(form.get("SigninToken").orElse("")))))
                .orElseGet(() -> Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "The destination is no console of this broker",
                        "S81: the destination is no console that is configured"));
    }

    private Answer ask(Form form, Request request, RequestContext context) {
        return browsers.audited(place(form, context), context)
                .then(place -> consoles.look(place.token(), context).map(waiting -> question(place, waiting, request)))
                .fold(page -> page, refusal -> refusals.page(request, refusal));
    }

    private Answer question(Place place, ConsoleSignIn.Waiting waiting, Request request) {
        Words words = frame.words(request.headers());
        var entry = new ConsoleEntry(
                place.console().label(),
                place.console().address().getHost(),
                waiting.session().owner().reference(),
                waiting.session().labels().name(),
                place.destination(),
                place.token().reveal());
        return Frame.page(Pages.console(frame.open(words, words.of("console.title")), entry), words);
    }

    private Answer enter(Request request, RequestContext context) {
        return browsers.formBeforeSignIn(request, context)
                .then(form -> browsers.audited(place(form, context), context))
                .then(place -> consoles.enter(place.token(), place.console(), context)
                        .map(token -> onward(place, token, request, context)))
                .fold(page -> page, refusal -> refusals.page(request, refusal));
    }

    private Answer onward(Place place, MintedToken token, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        URI to = URI.create(place.destination());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("access_token", token.compact().reveal());
        fields.put("token_type", "Bearer");
        fields.put(
                "expires_in",
                Long.toString(
                        Duration.between(context.instant(), token.expiresAt()).toSeconds()));
        fields.put("iss", context.snapshot().issuer());
        var page = Pages.onward(
                frame.open(words, words.of("onward.title")), new Onward(to.toASCIIString(), to.getHost(), fields));
        return Frame.leading(page, words, to.getScheme() + "://" + to.getRawAuthority());
    }

    /** The link that signs somebody in at a console with a token. */
    static String link(Console console, Secret token, String issuer) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", "login");
        parameters.put("Issuer", issuer);
        parameters.put("Destination", console.address().toString());
        parameters.put("SigninToken", token.reveal());
        return SignInQuery.withQuery(PATH, parameters);
    }
}
