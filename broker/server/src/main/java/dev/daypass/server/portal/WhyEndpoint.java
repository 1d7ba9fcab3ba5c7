package dev.daypass.server.portal;

import dev.daypass.core.insight.OwnAccess;
import dev.daypass.core.insight.OwnAnswer;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.ReasonStatus;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.WhyList;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /why} names the roles that a person may ask about, {@code GET /why?role=ALIAS/NAME} tells why it has one or
 * lacks it. Safe for several threads.
 */
final class WhyEndpoint {
    private static final int MOST_PARAMETERS = 1;

    private final OwnAccess access;
    private final Browsers browsers;
    private final Frame frame;

    WhyEndpoint(OwnAccess access, Browsers browsers, Frame frame) {
        this.access = access;
        this.browsers = browsers;
        this.frame = frame;
    }

    Route route(Protocol protocol) {
        return new Route("GET", "/why", protocol, Route.Size.NONE, Route.Access.GUARDED, this::answer);
    }

    /** Where a role's answer is. */
    static String link(String reference) {
        return "/why?role=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    private Answer answer(Request request) {
        RequestContext context = browsers.context(request);
        Optional<String> role = Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(form -> form.get("role"), refusal -> Optional.empty());
        return browsers.signedIn(request, context)
                .fold(
                        who -> role.map(asked -> why(asked, who, request, context))
                                .orElseGet(() -> list(who, request, context)),
                        refusal -> Answer.seeOther("/?to=/why"));
    }

    private Answer why(String role, SignedIn who, Request request, RequestContext context) {
        return access.why(who.session(), role, context)
                .fold(answer -> page(answer, who, request), refusal -> unknown(refusal, who, request));
    }

    private Answer page(OwnAnswer answer, SignedIn who, Request request) {
        Words words = frame.words(request.headers());
        String title = words.of(answer.obtained() ? "why.have.title" : "why.lack.title", answer.role());
        var shell = frame.signedIn(words, title, "", People.person(who));
        var why = new WhyWords(words).of(answer, provider(who), request.origin().correlationId());
        return Frame.page(Pages.why(shell, why), words);
    }

    private Answer list(SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        List<OwnAccess.Known> roles = access.roles(who.session(), context);
        var list = new WhyList(
                roles.stream()
                        .filter(OwnAccess.Known::obtained)
                        .map(WhyEndpoint::named)
                        .toList(),
                roles.stream()
                        .filter(role -> !role.obtained())
                        .map(WhyEndpoint::named)
                        .toList(),
                provider(who),
                WhyWords.known(who.session().identity().user()));
        var shell = frame.signedIn(words, words.of("why.list.title"), "", People.person(who));
        return Frame.page(Pages.whyList(shell, list), words);
    }

    private static WhyList.Role named(OwnAccess.Known role) {
        int slash = role.role().indexOf('/');
        return new WhyList.Role(
                role.role().substring(slash + 1),
                role.role().substring(0, slash),
                role.description(),
                link(role.role()));
    }

    private static String provider(SignedIn who) {
        return who.session().identity().provider().name();
    }

    /** One answer for roles that are not there and for those that nobody is told of. */
    private Answer unknown(Refusal refusal, SignedIn who, Request request) {
        Words words = frame.words(request.headers());
        var problem = new Problem(
                ReasonStatus.of(refusal.reason()),
                words.of("why.unknown.heading"),
                words.of("why.unknown.sentence"),
                words.of("why.unknown.cure"),
                List.of(new Problem.Way(words.of("why.unknown.list"), "/why", "button")));
        var shell = frame.wrong(words, problem.heading(), request.origin().correlationId())
                .of(People.person(who));
        return Frame.refused(
                problem.status(), Pages.problem(shell, problem, frame.help()), words, RefusalPages.mark(refusal));
    }
}
