package dev.daypass.server.portal;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Holdings;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.time.Instant;
import java.util.List;

/**
 * A person's own sessions: {@code GET /sessions} lists them, {@code POST /sessions/end} ends one and {@code POST
 * /sessions/end-all} all of them. Safe for several threads.
 */
final class SessionsEndpoint {
    private final OwnSessions own;
    private final Browsers browsers;
    private final Frame frame;
    private final SignedForms forms;

    SessionsEndpoint(OwnSessions own, Browsers browsers, Frame frame) {
        this.own = own;
        this.browsers = browsers;
        this.frame = frame;
        this.forms = new SignedForms(browsers, frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", "/sessions", protocol, Route.Size.NONE, Route.Access.OPEN, this::list),
                new Route("POST", "/sessions/end", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::end),
                new Route(
                        "POST",
                        "/sessions/end-all",
                        protocol,
                        Route.Size.ORDINARY,
                        Route.Access.GUARDED,
                        this::endAll));
    }

    private Answer list(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.signedIn(request, context)
                .fold(who -> page(who, request, context), refusal -> Answer.seeOther("/?to=/sessions"));
    }

    private Answer end(Request request) {
        return forms.answer(request, sent -> own.end(sent.session(), sent.field("id"), sent.context())
                .map(id -> Answer.seeOther("/sessions?ended")));
    }

    private Answer endAll(Request request) {
        return forms.answer(request, sent -> {
            own.endAll(sent.session(), sent.context());
            return Outcome.granted(Answer.seeOther("/"));
        });
    }

    private Answer page(SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        var holdings = new Holdings(
                own.roles(who.session(), context).stream()
                        .map(session -> role(session, words))
                        .toList(),
                own.browsers(who.session(), context).stream()
                        .map(session -> browser(session, who, words))
                        .toList(),
                request.target().query().equals("ended"));
        var shell = frame.signedIn(words, words.of("sessions.title"), "sessions", People.person(who));
        return Frame.page(Pages.holdings(shell, holdings, who.csrf()), words);
    }

    private static Holdings.RoleSession role(SessionRecord session, Words words) {
        return new Holdings.RoleSession(
                session.id(),
                session.owner().reference(),
                moment(session.issuedAt(), words),
                moment(session.expiresAt(), words));
    }

    private static Holdings.Browser browser(BrowserSession session, SignedIn who, Words words) {
        return new Holdings.Browser(
                session.handle(),
                session.program()
                        .map(program -> terminal(program, words))
                        .orElseGet(() -> Devices.named(session.device().userAgent())),
                session.device().address(),
                moment(session.signedInAt(), words),
                moment(session.lastSeen(), words),
                session.handle().equals(who.session().handle()));
    }

    /** A program that is not ours has chosen its name itself. */
    static String terminal(String program, Words words) {
        return words.of(TerminalClients.isOurs(program) ? "sessions.terminal" : "sessions.terminal.selfNamed", program);
    }

    private static Holdings.Moment moment(Instant instant, Words words) {
        return new Holdings.Moment(instant, words.moment(instant));
    }
}
