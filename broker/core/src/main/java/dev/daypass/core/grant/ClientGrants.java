package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.NarrowingRequest;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.SignIn;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.token.Actor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The grants of the token endpoint as an authenticated client may use them. Every grant passes the client's gates, then
 * goes the way of all faces: sign-in, exchange, or narrowing. Safe for several threads.
 *
 * <p>What the client may not do is refused and audited here, before a proof is spent; what the subject may not, where it
 * is on every face.
 */
public final class ClientGrants {
    private final Widening widening = new Widening();
    private final SignIn signIn;
    private final Exchange exchange;
    private final Narrowing narrowing;
    private final AuditSink audit;

    public ClientGrants(SignIn signIn, Exchange exchange, Narrowing narrowing, AuditSink audit) {
        this.signIn = signIn;
        this.exchange = exchange;
        this.narrowing = narrowing;
        this.audit = audit;
    }

    /** A token for another: token exchange (RFC 8693), or one of the bearer grants (RFC 7522, RFC 7523). */
    public Outcome<ClientSession> exchange(ClientCall call, Subject subject, Optional<Subject> actor) {
        return admit(call, subject.declared(), actor.map(Subject::declared))
                .then(client -> told(
                        call,
                        Target.of(
                                call.wishes().targets(), client, call.request().snapshot())))
                .then(target -> subject instanceof Subject.Brought brought
                        ? brought(call, target, brought, actor)
                        : held(call, target, (Subject.Held) subject, actor));
    }

    /** Whether the client may exchange such tokens at all: asked before anything is made of them. */
    public Outcome<Application> admit(ClientCall call, SubjectTokenType subject, Optional<SubjectTokenType> actor) {
        Outcome<Application> admitted = ClientGate.grant(call.client(), call.grant())
                .then(client -> ClientGate.tokenType(client, call.grant(), subject))
                .then(client -> actor.map(acting -> ClientGate.tokenType(client, call.grant(), acting))
                        .orElseGet(() -> Outcome.granted(client)));
        return told(call, admitted);
    }

    /** The client as the service it stands for (RFC 6749 section 4.4). */
    public Outcome<ClientSession> service(ClientCall call) {
        Outcome<Target> admitted = ClientGate.grant(call.client(), GrantType.CLIENT_CREDENTIALS)
                .then(client -> Target.of(
                        call.wishes().targets(), client, call.request().snapshot()));
        return told(call, admitted).then(target -> told(call, serviceOf(call))
                .then(service -> told(call, role(call, target))
                        .then(role -> assume(
                                call,
                                new Caller.ServiceWithKeys(service),
                                new Plan(
                                        SessionRequest.Action.ASSUME_ROLE,
                                        role,
                                        call.wishes()
                                                .sessionName()
                                                .or(() -> Optional.of(
                                                        call.client().clientId())),
                                        Map.of()))))
                .map(issued -> session(call, target, issued, AuthenticationContext.unknown(), Optional.empty())));
    }

    private Outcome<ClientSession> brought(
            ClientCall call, Target target, Subject.Brought subject, Optional<Subject> actor) {
        var bringing = new Expectation.ByClient(call.client().permitted().providers(), subject.declared());
        Optional<String> spentFor = target.role().map(role -> role.arn().toString());
        return signIn.signIn(subject.proof(), Expectation.brought(bringing, spentFor), call.request())
                .then(identity -> told(call, Delegation.of(identity)).then(delegation -> acting(call, delegation, actor)
                        .then(chain -> told(call, role(call, target, identity))
                                .then(role -> assume(
                                        call,
                                        new Caller.Federated(identity),
                                        new Plan(
                                                action(subject.proof()),
                                                role,
                                                call.wishes().sessionName(),
                                                delegation.marks(chain))))
                                .map(issued -> session(call, target, issued, identity.authentication(), chain)))));
    }

    private Outcome<ClientSession> held(ClientCall call, Target target, Subject.Held subject, Optional<Subject> actor) {
        Session session = subject.session();
        Delegation delegation =
                Delegation.of(session, subject.actor(), call.request().snapshot());
        Optional<Role> other = target.role()
                .filter(role -> !role.reference().equals(session.owner().reference()));
        String issuer = call.request().snapshot().issuer();
        return told(
                        call,
                        ClientGate.madeFor(call.client(), subject, issuer)
                                .then(own -> ClientGate.session(call.client(), session))
                                .then(allowed -> ClientGate.handsOn(call.client(), subject, target, issuer)))
                .then(allowed -> acting(call, delegation, actor))
                .then(chain -> (other.isPresent()
                                ? assume(
                                        call,
                                        new Caller.SessionHolder(session),
                                        new Plan(
                                                SessionRequest.Action.ASSUME_ROLE,
                                                other.get(),
                                                call.wishes()
                                                        .sessionName()
                                                        .or(() -> Optional.of(
                                                                session.labels().name())),
                                                delegation.marks(chain)))
                                : narrow(call, session, delegation.marks(chain)))
                        .map(issued -> session(call, target, issued, subject.authentication(), chain))
                        .map(made -> other.isPresent() ? made : made.keeping(subject.narrowing())));
    }

    /** Who acts from now on: the actor that is handed in, else whoever acted before. */
    private Outcome<Optional<Actor>> acting(ClientCall call, Delegation delegation, Optional<Subject> actor) {
        if (actor.isEmpty()) {
            return Outcome.granted(delegation.former());
        }
        return party(call, actor.get())
                .then(party -> told(call, delegation.by(party)))
                .map(Optional::of);
    }

    private Outcome<Delegation.Party> party(ClientCall call, Subject actor) {
        if (actor instanceof Subject.Held held) {
            Snapshot snapshot = call.request().snapshot();
            return told(
                            call,
                            ClientGate.madeFor(call.client(), held, snapshot.issuer())
                                    .then(own -> ClientGate.session(call.client(), held.session())))
                    .map(session -> Delegation.party(session, snapshot));
        }
        var brought = (Subject.Brought) actor;
        var bringing = new Expectation.ByClient(call.client().permitted().providers(), brought.declared());
        return signIn.signIn(brought.proof(), Expectation.brought(bringing, Optional.of("actor")), call.request())
                .map(identity -> new Delegation.Party(
                        identity.issuer(), identity.subject().value()));
    }

    private static Outcome<Role> role(ClientCall call, Target target, Identity identity) {
        return target.role()
                .map(Outcome::granted)
                .orElseGet(() ->
                        RoleChoice.of(identity, call.client(), call.request().snapshot()));
    }

    private static Outcome<Role> role(ClientCall call, Target target) {
        return target.role()
                .map(Outcome::granted)
                .orElseGet(() -> RoleChoice.of(call.client(), call.request().snapshot()));
    }

    private static Outcome<ServicePrincipal> serviceOf(ClientCall call) {
        return call.client()
                .service()
                .flatMap(call.request().snapshot()::service)
                .filter(ServicePrincipal::enabled)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.CLIENT_NOT_ALLOWED,
                        "The client stands for no service",
                        "T24: the service of client `" + call.client().clientId() + "` is disabled or gone"));
    }

    private static SessionRequest.Action action(Proof proof) {
        return switch (proof.kind()) {
            case SAML_RESPONSE -> SessionRequest.Action.ASSUME_ROLE_WITH_SAML;
            case JWT -> SessionRequest.Action.ASSUME_ROLE_WITH_WEB_IDENTITY;
            case PASSWORD, KERBEROS_TICKET -> SessionRequest.Action.ASSUME_ROLE_WITH_DIRECTORY;
        };
    }

    /** A session to be: which role by which action, under which name, and what it will remember. */
    private record Plan(
            SessionRequest.Action action, Role role, Optional<String> name, Map<String, List<String>> marks) {}

    private Outcome<IssuedSession> assume(ClientCall call, Caller caller, Plan plan) {
        Wishes wishes = call.wishes();
        return told(
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

    private Outcome<IssuedSession> narrow(ClientCall call, Session session, Map<String, List<String>> marks) {
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
        return told(call, within).then(asked -> narrowing.narrow(session, asked, call.request()));
    }

    private static Map<String, List<String>> marks(ClientCall call, Map<String, List<String>> more) {
        var marks = new LinkedHashMap<>(call.marks());
        marks.putAll(more);
        return marks;
    }

    private static ClientSession session(
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

    /** A refusal that no use case behind has audited. */
    private <T> Outcome<T> told(ClientCall call, Outcome<T> outcome) {
        Application client = call.client();
        outcome.refusal()
                .ifPresent(refusal -> audit.append(call.request()
                        .facts()
                        .put("client", client.clientId())
                        .put("grant", call.grant().word())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }
}
