package dev.daypass.server.portal;

import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.UserCode;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.DeviceEntry;
import dev.daypass.server.portal.view.DeviceQuestion;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a person answers a program on another machine (RFC 8628 section 3.3): {@code GET /device} asks for the code, {@code
 * POST /device} shows what waits under it, {@code POST /device/answer} says yes or no. A link with the code in it fills the
 * field and no more: who follows it has compared nothing (section 5.4; security O24). Safe for several threads.
 */
final class DeviceEndpoint {
    static final String PATH = "/device";
    static final String CODE = "user_code";
    private static final int MOST_PARAMETERS = 4;

    private final DeviceGrants grants;
    private final Browsers browsers;
    private final Frame frame;
    private final RefusalPages refusals;
    private final DeviceSignIn signIn;

    DeviceEndpoint(DeviceGrants grants, Browsers browsers, Frame frame) {
        this.grants = grants;
        this.browsers = browsers;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
        this.signIn = new DeviceSignIn(grants, browsers, frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", PATH, protocol, Route.Size.NONE, Route.Access.OPEN, this::enter),
                new Route("POST", PATH, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::look),
                new Route("POST", PATH + "/answer", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::answer));
    }

    /** Whoever is not signed in, or has been for long, does that first, and comes back with the code. */
    private Answer enter(Request request) {
        RequestContext context = browsers.context(request);
        Optional<Form> query =
                Form.read(request.target().query(), MOST_PARAMETERS).value();
        String code = shown(query.flatMap(asked -> asked.get(CODE)).orElse(""));
        boolean wasSent = query.filter(DeviceSignIn::wasSent).isPresent();
        return browsers.signedIn(request, context)
                .fold(
                        who -> grants.mayApprove(who.session(), context)
                                ? entry(code, Optional.empty(), who, request)
                                : signIn.again(code, wasSent, who, request),
                        refusal -> DeviceSignIn.first(code));
    }

    private Answer entry(String code, Optional<Refusal> refusal, SignedIn who, Request request) {
        Words words = frame.words(request.headers());
        Optional<Problem> problem = refusal.map(why -> new Problem(
                RefusalPages.problem(why, words).status(),
                words.of("device.wrong." + DeviceWords.key(why.reason()) + ".heading"),
                words.of("device.wrong." + DeviceWords.key(why.reason()) + ".sentence"),
                "",
                List.of()));
        var shell = frame.signedIn(words, words.of("device.title"), "", People.person(who));
        var page = Pages.device(shell, new DeviceEntry(code, problem), who.csrf());
        return refusal.map(why ->
                        Frame.refused(problem.map(Problem::status).orElse(400), page, words, RefusalPages.mark(why)))
                .orElseGet(() -> Frame.page(page, words));
    }

    private Answer look(Request request) {
        RequestContext context = browsers.context(request);
        Outcome<Answer> outcome = browsers.signedIn(request, context)
                .then(who -> browsers.form(request, who, context).map(form -> {
                    String typed = form.get(CODE).orElse("");
                    return grants.look(typed, who.session(), context)
                            .fold(
                                    asked -> question(asked, who, request, context),
                                    refusal -> entry(shown(typed), Optional.of(refusal), who, request));
                }));
        return outcome.fold(page -> page, refusal -> refusals.page(request, refusal));
    }

    private static String shown(String typed) {
        return UserCode.of(typed).map(UserCode::shown).orElse("");
    }

    private Answer question(DeviceGrants.Asked asked, SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        var question = new DeviceQuestion(
                asked.code().shown(),
                asked.client().name(),
                asked.client().isSelfNamed(),
                asked.address(),
                asked.address().equals(request.origin().client().address()),
                Devices.named(asked.userAgent()),
                words.length(Duration.between(asked.begun(), context.instant())),
                People.name(who.session().identity()),
                who.session().identity().provider().name(),
                words.moment(who.session().expiresAt()),
                words.length(Duration.between(context.instant(), who.session().expiresAt())),
                StatedReasons.asked(context.snapshot()));
        var shell = frame.signedIn(words, words.of("device.title"), "", People.person(who));
        return Frame.page(Pages.deviceQuestion(shell, question, who.csrf()), words);
    }

    private Answer answer(Request request) {
        RequestContext context = browsers.context(request);
        Outcome<Answer> outcome = browsers.signedIn(request, context).then(who -> browsers.form(request, who, context)
                .then(form -> browsers.audited(said(form), context))
                .map(said -> answered(said, who, request, context)));
        return outcome.fold(page -> page, refusal -> refusals.page(request, refusal));
    }

    /** Whatever is no yes is a no. */
    private record Said(String code, boolean yes, StatedReason reason) {}

    private static Outcome<Said> said(Form form) {
        return StatedReasons.of(form)
                .map(reason -> new Said(
                        form.get(CODE).orElse(""),
                        form.get("answer").filter("allow"::equals).isPresent(),
                        reason));
    }

    private Answer answered(Said said, SignedIn who, Request request, RequestContext context) {
        Outcome<DeviceGrants.Asked> outcome = said.yes()
                ? grants.approve(said.code(), who.session(), said.reason(), context)
                : grants.deny(said.code(), who.session(), context);
        return outcome.fold(
                asked -> done(said.yes() ? "device.allowed" : "device.denied", asked, who, request),
                refusal -> refusal.reason() == Reason.AUTHENTICATION_TOO_OLD
                        ? DeviceSignIn.again(shown(said.code()), who)
                        : entry(shown(said.code()), Optional.of(refusal), who, request));
    }

    private Answer done(String key, DeviceGrants.Asked asked, SignedIn who, Request request) {
        Words words = frame.words(request.headers());
        var message = new Problem(
                200,
                words.of(key + ".heading"),
                words.of(key + ".sentence", asked.client().name()),
                words.of(key + ".cure"),
                List.of(
                        new Problem.Way(words.of("device.sessions"), "/sessions", "button"),
                        new Problem.Way(words.of("device.home"), "/", "button quiet")));
        var shell = frame.signedIn(words, words.of(key + ".heading"), "", People.person(who));
        return Frame.page(Pages.message(shell, message), words);
    }
}
