package dev.daypass.core.grant;

import dev.daypass.core.application.GrantType;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.NarrowingRequest;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.token.Actor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Begins sessions for clients, and makes narrower ones of those that they hold. Safe for several threads. */
final class ClientSessions {
    private final Widening widening = new Widening();
    private final Exchange exchange;
    private final Narrowing narrowing;
    private final GrantAudit audit;

    ClientSessions(Exchange exchange, Narrowing narrowing, GrantAudit audit) {
        this.exchange = exchange;
        this.narrowing = narrowing;
        this.audit = audit;
    }

    /** A session to be: which role by which action, under which name, and what it will remember. */
    record Plan(SessionRequest.Action action, Role role, Optional<String> name, Map<String, List<String>> marks) {}

    /** A session of a role, begun for the client. */
    Outcome<IssuedSession> assume(ClientCall call, Caller caller, Plan plan) {
        Wishes wishes = call.wishes();
        return audit.told(
                        call,
                        Scopes.arns(
                                wishes.scopes(),
                                plan.role().account(),
                                call.request().snapshot()))
                .then(arns -> exchange.assume(
                        caller,
                        new SessionRequest(
                                plan.action(),
                                plan.role().arn().toString(),
                                Optional.empty(),
                                plan.name(),
                                duration(call, caller, plan.role()),
                                wishes.policies(),
                                arns,
                                Map.of(),
                                Set.of(),
                                Optional.empty(),
                                Optional.empty(),
                                marks(call, plan.marks())),
                        call.request()));
    }

    /** Who may refresh asks for as long as there is: the tokens made of the session are short, and it is renewed never. */
    private static Optional<Duration> duration(ClientCall call, Caller caller, Role role) {
        boolean refreshable = caller instanceof Caller.Federated
                && call.client().permitted().grants().contains(GrantType.REFRESH_TOKEN);
        return call.wishes()
                .duration()
                .or(() -> refreshable ? Optional.of(role.maxSessionDuration()) : Optional.empty());
    }

    /** Less of a session, made for the client. */
    Outcome<IssuedSession> narrow(ClientCall call, Session session, Map<String, List<String>> marks) {
        Wishes wishes = call.wishes();
        Outcome<NarrowingRequest> within = Scopes.arns(
                        wishes.scopes(),
                        session.owner().account(),
                        call.request().snapshot())
                .then(arns -> Scopes.within(session, arns))
                .map(arns -> new NarrowingRequest(wishes.policies(), arns, wishes.duration(), marks(call, marks)))
                .then(asked -> narrowing.check(session, asked, call.request()).map(able -> asked))
                .then(asked -> widening.check(session, wishes.policies(), call.request())
                        .map(policies -> asked));
        return audit.told(call, within).then(asked -> narrowing.narrow(session, asked, call.request()));
    }

    private static Map<String, List<String>> marks(ClientCall call, Map<String, List<String>> more) {
        var marks = new LinkedHashMap<>(call.marks());
        marks.putAll(more);
        return marks;
    }

    /** What the client gets of it. */
    static ClientSession session(
            ClientCall call,
            Target target,
            IssuedSession issued,
            AuthenticationContext authentication,
            Optional<Actor> actor) {
        return new ClientSession(
                issued,
                target.audiences(),
                new ClientSession.Granted(call.wishes().scopes(), call.wishes().policies()),
                authentication,
                actor);
    }
}
