package dev.daypass.server.portal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.Authorization;
import dev.daypass.core.terminal.CodeGrants;
import dev.daypass.core.terminal.PendingAuthorizations;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.ProgramQuestion;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.AuthorizationCookies;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The authorization endpoint for native programs: {@code GET /oauth/authorize} lets the request wait in the browser, {@code
 * GET /oauth/authorize/continue} asks the person, {@code POST /oauth/authorize/answer} sends the answer to the program. A
 * native program proves nothing of itself, so that nothing is ever said yes to without the person (RFC 8252 section 8.6).
 * Safe for several threads.
 */
final class AuthorizeEndpoint {
    private static final String PATH = "/oauth/authorize";
    private static final String ASK = PATH + "/continue";
    private static final String ANSWER = PATH + "/answer";
    private static final int MOST_PARAMETERS = 4;

    private final Core core;
    private final AuthorizationRequest requests;
    private final Browsers browsers;
    private final Frame frame;
    private final SignedForms forms;
    private final RefusalPages refusals;

    /** The use cases behind it. */
    record Core(TerminalClients clients, CodeGrants codes, PendingAuthorizations pending, AuditSink audit) {}

    AuthorizeEndpoint(Core core, Browsers browsers, Frame frame) {
        this.core = core;
        this.requests = new AuthorizationRequest(core.clients());
        this.browsers = browsers;
        this.frame = frame;
        this.forms = new SignedForms(browsers, frame);
        this.refusals = new RefusalPages(frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", PATH, protocol, Route.Size.NONE, Route.Access.OPEN, this::arrive),
                new Route("GET", ASK, protocol, Route.Size.NONE, Route.Access.OPEN, this::ask),
                new Route("POST", ANSWER, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::answer));
    }

    private Answer arrive(Request request) {
        RequestContext context = browsers.context(request);
        Outcome<AuthorizationRequest.Sure> sure = requests.sure(request.target().query(), context.instant());
        return audited(sure, "-", context)
                .fold(found -> arrive(found, request, context), refusal -> refusals.page(request, refusal));
    }

    private Answer arrive(AuthorizationRequest.Sure sure, Request request, RequestContext context) {
        Outcome<Authorization> asked = AuthorizationRequest.read(sure);
        return audited(asked, sure.client().key(), context)
                .fold(
                        authorization -> waits(authorization, request, context),
                        refusal -> AuthorizationAnswer.error(
                                sure.redirectUri(),
                                AuthorizationRequest.problem(sure.query())
                                        .map(AuthorizationRequest.Wrong::error)
                                        .orElse("invalid_request"),
                                refusal.publicMessage(),
                                sure.state(),
                                context.snapshot().issuer()));
    }

    private Answer waits(Authorization asked, Request request, RequestContext context) {
        PendingAuthorizations.Begun begun = core.pending().begin(asked, context.instant());
        return AuthorizationCookies.keep(Answer.seeOther(ASK + "?request=" + begun.id()), begun, request.headers());
    }

    /** Whoever is not signed in does that first, and comes back here. */
    private Answer ask(Request request) {
        RequestContext context = browsers.context(request);
        String id = Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(query -> query.get("request").orElse(""), refusal -> "");
        Outcome<Authorization> waiting =
                core.pending().find(id, AuthorizationCookies.find(request.headers(), id), context);
        return audited(waiting, "-", context)
                .fold(
                        asked -> browsers.signedIn(request, context)
                                .fold(
                                        who -> page(id, asked, who, request, context),
                                        refusal -> Answer.seeOther("/?to="
                                                + URLEncoder.encode(ASK + "?request=" + id, StandardCharsets.UTF_8))),
                        refusal -> refusals.page(request, refusal));
    }

    private Answer page(String id, Authorization asked, SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        var question = new ProgramQuestion(
                asked.client().name(),
                asked.client().isSelfNamed(),
                People.name(who.session().identity()),
                who.session().identity().provider().name(),
                asked.redirectUri(),
                words.moment(who.session().expiresAt()),
                words.length(Duration.between(context.instant(), who.session().expiresAt())),
                StatedReasons.asked(context.snapshot()),
                ANSWER,
                id);
        var shell = frame.signedIn(words, words.of("program.title"), "", People.person(who));
        return Frame.leading(Pages.program(shell, question, who.csrf()), words, origin(asked.redirectUri()));
    }

    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private Answer answer(Request request) {
        return forms.answer(request, this::answer);
    }

    private Outcome<Answer> answer(SignedForms.Sent sent) {
        String id = sent.field("request");
        Optional<Secret> cookie = AuthorizationCookies.find(sent.request().headers(), id);
        // What cannot be a reason leaves the question open.
        Outcome<Answered> answered = StatedReasons.of(sent.form())
                .then(reason ->
                        core.pending().answer(id, cookie, sent.context()).map(asked -> new Answered(asked, reason)));
        return audited(answered, "-", sent.context())
                .map(said -> AuthorizationCookies.drop(
                        sent.field("answer").equals("allow")
                                ? allowed(said, sent.who(), sent.context())
                                : denied(said.asked(), sent.who(), sent.context()),
                        id));
    }

    private record Answered(Authorization asked, StatedReason reason) {}

    private Answer allowed(Answered answered, SignedIn who, RequestContext context) {
        Authorization asked = answered.asked();
        String issuer = context.snapshot().issuer();
        return core.codes()
                .issue(who.session(), asked, answered.reason(), context)
                .fold(
                        code -> AuthorizationAnswer.code(asked.redirectUri(), code, asked.state(), issuer),
                        refusal -> AuthorizationAnswer.error(
                                asked.redirectUri(),
                                "invalid_request",
                                refusal.publicMessage(),
                                asked.state(),
                                issuer));
    }

    private Answer denied(Authorization asked, SignedIn who, RequestContext context) {
        var refusal = new Refusal(Reason.CALLER_NOT_ALLOWED, "The person said no", "the person said no");
        core.audit()
                .append(context.facts()
                        .put("client", asked.client().key())
                        .put("browserSession", who.session().handle())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, refusal));
        return AuthorizationAnswer.error(
                asked.redirectUri(),
                "access_denied",
                refusal.publicMessage(),
                asked.state(),
                context.snapshot().issuer());
    }

    private <T> Outcome<T> audited(Outcome<T> outcome, String client, RequestContext context) {
        outcome.refusal().ifPresent(why -> core.audit()
                .append(context.facts().put("client", client).refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return outcome;
    }
}
