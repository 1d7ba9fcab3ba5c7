package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.SessionRequest;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
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
import java.util.Map;
import java.util.Optional;

/**
 * The grants of the token endpoint as an authenticated client may use them. Every grant passes the client's gates, then
 * goes the way of all faces: sign-in, exchange, or narrowing. Safe for several threads.
 *
 * <p>What the client may not do is refused and audited here, before a proof is spent; what the subject may not, where it
 * is on every face.
 */
public final class ClientGrants {
    private final SignIn signIn;
    private final ClientSessions sessions;
    private final GrantAudit audit;

    public ClientGrants(SignIn signIn, Exchange exchange, Narrowing narrowing, AuditSink audit) {
        this.signIn = signIn;
        this.audit = new GrantAudit(audit);
        this.sessions = new ClientSessions(exchange, narrowing, this.audit);
    }

    /** A token for another: token exchange (RFC 8693), or one of the bearer grants (RFC 7522, RFC 7523). */
    public Outcome<ClientSession> exchange(ClientCall call, Subject subject, Optional<Subject> actor) {
        return admit(call, subject.declared(), actor.map(Subject::declared))
                .then(client -> audit.told(
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
        return audit.told(call, admitted);
    }

    /** The client as the service it stands for (RFC 6749 section 4.4). */
    public Outcome<ClientSession> service(ClientCall call) {
        Outcome<Target> admitted = ClientGate.grant(call.client(), GrantType.CLIENT_CREDENTIALS)
                .then(client -> Target.of(
                        call.wishes().targets(), client, call.request().snapshot()));
        return audit.told(call, admitted).then(target -> audit.told(call, serviceOf(call))
                .then(service -> audit.told(call, role(call, target))
                        .then(role -> sessions.assume(
                                call,
                                new Caller.ServiceWithKeys(service),
                                new ClientSessions.Plan(
                                        SessionRequest.Action.ASSUME_ROLE,
                                        role,
                                        call.wishes()
                                                .sessionName()
                                                .or(() -> Optional.of(
                                                        call.client().clientId())),
                                        Map.of()))))
                .map(issued -> ClientSessions.session(
                        call, target, issued, AuthenticationContext.unknown(), Optional.empty())));
    }

    /**
     * Somebody's name and password, shown to a directory (not RFC 6749 section 4.3: the client is gated, the guessing is
     * bounded, and what comes out is a session of a role).
     *
     * @param provider the directory; absent: the only one that the client may use
     */
    public Outcome<ClientSession> password(ClientCall call, Proof.Password proof, Optional<ProviderId> provider) {
        Outcome<Target> admitted = ClientGate.grant(call.client(), GrantType.DIRECTORY)
                .then(client -> Target.of(
                        call.wishes().targets(), client, call.request().snapshot()));
        return audit.told(call, admitted)
                .then(target -> proven(
                        call,
                        target,
                        new Bringing(proof, Optional.empty(), provider, spentFor(target)),
                        Optional.empty()));
    }

    private Outcome<ClientSession> brought(
            ClientCall call, Target target, Subject.Brought subject, Optional<Subject> actor) {
        return proven(call, target, Bringing.of(subject, spentFor(target)), actor);
    }

    private static Optional<String> spentFor(Target target) {
        return target.role().map(role -> role.arn().toString());
    }

    /** A proof, and what the client says of it. */
    private record Bringing(
            Proof proof,
            Optional<SubjectTokenType> declared,
            Optional<ProviderId> provider,
            Optional<String> spentFor) {
        static Bringing of(Subject.Brought subject, Optional<String> spentFor) {
            return new Bringing(subject.proof(), Optional.of(subject.declared()), subject.provider(), spentFor);
        }
    }

    private Outcome<Identity> signIn(ClientCall call, Bringing brought) {
        var client = new Expectation.ByClient(call.client().permitted().providers(), brought.declared());
        var expectation = Expectation.brought(client, brought.provider(), brought.spentFor());
        return signIn.signIn(brought.proof(), expectation, call.request());
    }

    private Outcome<ClientSession> proven(ClientCall call, Target target, Bringing brought, Optional<Subject> actor) {
        return signIn(call, brought).then(identity -> audit.told(call, Delegation.of(identity))
                .then(delegation -> acting(call, delegation, actor)
                        .then(chain -> audit.told(call, role(call, target, identity))
                                .then(role -> sessions.assume(
                                        call,
                                        new Caller.Federated(identity),
                                        new ClientSessions.Plan(
                                                action(brought.proof()),
                                                role,
                                                call.wishes().sessionName(),
                                                delegation.marks(chain))))
                                .map(issued -> ClientSessions.session(
                                        call, target, issued, identity.authentication(), chain)))));
    }

    private Outcome<ClientSession> held(ClientCall call, Target target, Subject.Held subject, Optional<Subject> actor) {
        Session session = subject.session();
        Delegation delegation =
                Delegation.of(session, subject.actor(), call.request().snapshot());
        Optional<Role> other = target.role()
                .filter(role -> !role.reference().equals(session.owner().reference()));
        String issuer = call.request().snapshot().issuer();
        return audit.told(
                        call,
                        ClientGate.madeFor(call.client(), subject, issuer)
                                .then(own -> ClientGate.session(call.client(), session))
                                .then(allowed -> ClientGate.handsOn(call.client(), subject, target, issuer)))
                .then(allowed -> acting(call, delegation, actor))
                .then(chain -> (other.isPresent()
                                ? sessions.assume(
                                        call,
                                        new Caller.SessionHolder(session),
                                        new ClientSessions.Plan(
                                                SessionRequest.Action.ASSUME_ROLE,
                                                other.get(),
                                                call.wishes()
                                                        .sessionName()
                                                        .or(() -> Optional.of(
                                                                session.labels().name())),
                                                delegation.marks(chain)))
                                : sessions.narrow(call, session, delegation.marks(chain)))
                        .map(issued -> ClientSessions.session(call, target, issued, subject.authentication(), chain))
                        .map(made -> other.isPresent() ? made : made.keeping(subject.narrowing())));
    }

    /** Who acts from now on: the actor that is handed in, else whoever acted before. */
    private Outcome<Optional<Actor>> acting(ClientCall call, Delegation delegation, Optional<Subject> actor) {
        if (actor.isEmpty()) {
            return Outcome.granted(delegation.former());
        }
        return party(call, actor.get())
                .then(party -> audit.told(call, delegation.by(party)))
                .map(Optional::of);
    }

    private Outcome<Delegation.Party> party(ClientCall call, Subject actor) {
        if (actor instanceof Subject.Held held) {
            Snapshot snapshot = call.request().snapshot();
            return audit.told(
                            call,
                            ClientGate.madeFor(call.client(), held, snapshot.issuer())
                                    .then(own -> ClientGate.session(call.client(), held.session())))
                    .map(session -> Delegation.party(session, snapshot));
        }
        return signIn(call, Bringing.of((Subject.Brought) actor, Optional.of("actor")))
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
}
