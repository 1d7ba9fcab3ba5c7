package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.decision.CallerView;
import dev.daypass.core.decision.EffectivePolicies;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.AccessRequest;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.PolicyEvaluator;
import dev.daypass.core.principal.User;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Temporary credentials of a user's own permissions: GetSessionToken and GetFederationToken (AWS STS API reference).
 * Only users with long-term keys get them.
 */
public final class TemporaryCredentials {
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration DEFAULT = Duration.ofHours(12);

    private final SessionPolicyReader policyReader = new SessionPolicyReader();
    private final EffectivePolicies effective = new EffectivePolicies();
    private final PolicyEvaluator evaluator = new PolicyEvaluator();
    private final Issuing issuing;
    private final SessionStore sessions;
    private final AuditSink audit;

    public TemporaryCredentials(Issuing issuing, SessionStore sessions, AuditSink audit) {
        this.issuing = issuing;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** The caller's own permissions for a time; no permission is needed, an explicit deny is honoured. */
    public Outcome<IssuedSession> sessionToken(Caller caller, Optional<Duration> duration, RequestContext request) {
        AuditFacts facts = begin("sts:GetSessionToken", caller, request);
        return told(
                facts,
                user(caller, "GetSessionToken")
                        .then(user -> notDenied(caller, "sts:GetSessionToken", request)
                                .map(allowed -> user))
                        .then(user -> lasting(duration)
                                .then(wanted -> issue(
                                        caller,
                                        user,
                                        SessionOwner.Kind.USER,
                                        new Shape(user.name(), wanted, Map.of(), SessionPolicies.none(), 0),
                                        request))));
    }

    /** The caller's permissions under another name, narrowed by the policies passed; none passed, none kept. */
    public Outcome<IssuedSession> federationToken(Caller caller, FederationRequest asked, RequestContext request) {
        AuditFacts facts = begin("sts:GetFederationToken", caller, request).put("sessionName", asked.name());
        return told(
                facts,
                user(caller, "GetFederationToken")
                        .then(user -> allowed(caller, user, asked, request).map(allowed -> user))
                        .then(user -> wellFormed(asked)
                                .then(form -> lasting(asked.duration()).then(wanted -> policyReader
                                        .layer(
                                                asked.policy().stream().toList(),
                                                asked.policyArns(),
                                                user.account(),
                                                request.snapshot())
                                        .then(policies -> shape(asked, policies, wanted)
                                                .then(shape -> issue(
                                                        caller,
                                                        user,
                                                        SessionOwner.Kind.FEDERATED_USER,
                                                        shape,
                                                        request)))))));
    }

    /** How the session will be. */
    private record Shape(
            String name, Duration duration, Map<String, String> tags, SessionPolicies policies, int packedPolicySize) {}

    /** Without any policy the layer is empty and allows nothing. */
    private static Outcome<Shape> shape(FederationRequest asked, SessionPolicies.Layer layer, Duration wanted) {
        SessionPolicies narrowing = SessionPolicies.of(layer);
        int percent = PackedSize.percent(
                narrowing, new SessionLabels(asked.name(), asked.tags(), Set.of(), Optional.empty()));
        return percent <= 100
                ? Outcome.granted(new Shape(asked.name(), wanted, asked.tags(), narrowing, percent))
                : Outcome.refused(
                        Reason.POLICY_TOO_LARGE,
                        "Session policies and session tags exceed the allowed size: " + percent + "% of it",
                        "packed policies and tags take " + percent + "%");
    }

    private Outcome<IssuedSession> issue(
            Caller caller, User user, SessionOwner.Kind kind, Shape shape, RequestContext request) {
        Instant now = request.instant();
        var arn = kind == SessionOwner.Kind.USER
                ? user.arn()
                : request.snapshot().partition().federatedUser(user.account(), shape.name());
        var session = new Session(
                issuing.nextId(),
                Issuing.issuedAt(now),
                Issuing.expiresAt(now.plus(shape.duration())),
                new SessionOwner(kind, user.reference(), user.uniqueId(), arn),
                new SessionLabels(shape.name(), shape.tags(), Set.of(), Optional.empty()),
                shape.policies(),
                Issuing.own(caller),
                SessionLineage.root(Optional.empty()));
        return issuing.sealed(session, shape.packedPolicySize());
    }

    private Outcome<IssuedSession> told(AuditFacts facts, Outcome<IssuedSession> outcome) {
        outcome.value().map(IssuedSession::session).ifPresent(session -> facts.put("session", session.id())
                .put("expiresAt", session.expiresAt().toString()));
        audit.append(outcome.fold(
                issued -> facts.granted(AuditEvent.Kind.TEMPORARY_CREDENTIALS),
                refusal -> facts.refused(AuditEvent.Kind.TEMPORARY_CREDENTIALS, refusal)));
        outcome.value().map(issued -> issued.session().record()).ifPresent(sessions::save);
        return outcome;
    }

    private static AuditFacts begin(String action, Caller caller, RequestContext request) {
        return request.facts()
                .put("action", action)
                .put("caller", CallerView.of(caller, request.snapshot()).arn());
    }

    private static Outcome<User> user(Caller caller, String operation) {
        return caller instanceof Caller.UserWithKeys withKeys
                ? Outcome.granted(withKeys.user())
                : Outcome.refused(
                        Reason.OPERATION_NOT_FOR_SESSIONS,
                        "Cannot call " + operation + " with session credentials",
                        operation + " takes a user's long-term keys");
    }

    private Outcome<Decision> notDenied(Caller caller, String action, RequestContext request) {
        Decision decision = decide(caller, action, "*", ConditionContext.empty(), request);
        return decision.effect() == Decision.Effect.EXPLICIT_DENY
                ? refuse(decision, caller, action, "*", request)
                : Outcome.granted(decision);
    }

    /** Tags are a permission of their own: conditions on {@code aws:PrincipalTag} will believe them (T09). */
    private Outcome<Decision> allowed(Caller caller, User user, FederationRequest asked, RequestContext request) {
        Outcome<Decision> federate = allowed(caller, user, "sts:GetFederationToken", asked, request);
        return asked.tags().isEmpty()
                ? federate
                : federate.then(allowed -> allowed(caller, user, "sts:TagSession", asked, request));
    }

    private Outcome<Decision> allowed(
            Caller caller, User user, String action, FederationRequest asked, RequestContext request) {
        String resource = request.snapshot()
                .partition()
                .federatedUser(user.account(), asked.name())
                .toString();
        Decision decision = decide(caller, action, resource, requested(asked), request);
        return decision.allowed() ? Outcome.granted(decision) : refuse(decision, caller, action, resource, request);
    }

    private static ConditionContext requested(FederationRequest asked) {
        ConditionContext.Builder keys = ConditionContext.builder();
        asked.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        return keys.put("aws:TagKeys", asked.tags().keySet()).build();
    }

    private Decision decide(
            Caller caller, String action, String resource, ConditionContext requested, RequestContext request) {
        return evaluator.decide(
                effective.of(caller, request.snapshot()),
                new AccessRequest(
                        CallerView.of(caller, request.snapshot()).requester(),
                        action,
                        resource,
                        requested.with(CallerContext.of(caller, request))));
    }

    private static Outcome<Decision> refuse(
            Decision decision, Caller caller, String action, String resource, RequestContext request) {
        String arn = CallerView.of(caller, request.snapshot()).arn();
        return Outcome.refused(
                Reason.CALLER_NOT_ALLOWED, decision.sentence(arn, action, resource), action + ": " + decision);
    }

    private static Outcome<FederationRequest> wellFormed(FederationRequest asked) {
        if (!SessionText.isName(asked.name()) || asked.name().length() > 32) {
            return Outcome.refused(
                    Reason.SESSION_NAME_INVALID,
                    "The name must have 2 to 32 letters, digits or _+=,.@-",
                    "T10: the federated user's name is not of its form");
        }
        return SessionText.tagProblem(asked.tags(), Set.of())
                .<Outcome<FederationRequest>>map(
                        problem -> Outcome.refused(Reason.TAG_INVALID, problem, "T09: " + problem))
                .orElseGet(() -> Outcome.granted(asked));
    }

    private static Outcome<Duration> lasting(Optional<Duration> asked) {
        Duration duration = asked.orElse(DEFAULT);
        return duration.compareTo(SHORTEST) < 0 || duration.compareTo(SessionLimits.LONGEST_OF_ALL) > 0
                ? Outcome.refused(
                        Reason.DURATION_TOO_LONG,
                        "DurationSeconds must lie between 900 and 129600",
                        "T33: " + duration + " asked for")
                : Outcome.granted(duration);
    }
}
