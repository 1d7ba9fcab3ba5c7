package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The holder of a role session makes a lesser one of it: fewer permissions, a shorter life, the same role and name. It
 * takes nobody's permission, since it gives nothing; the lesser session ends with the one it came from.
 *
 * <p>Safe for several threads.
 */
public final class Narrowing {
    private final SessionPolicyReader policyReader = new SessionPolicyReader();
    private final Issuing issuing;
    private final SessionStore sessions;
    private final AuditSink audit;

    public Narrowing(Issuing issuing, SessionStore sessions, AuditSink audit) {
        this.issuing = issuing;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Narrows a session that has been admitted ({@code SessionGate}).
     *
     * <p>Credentials leave only when the audit entry and the session record are durable.
     */
    public Outcome<IssuedSession> narrow(Session parent, NarrowingRequest asked, RequestContext request) {
        AuditFacts facts = request.facts()
                .put("action", "daypass:Narrow")
                .put("caller", parent.owner().arn().toString())
                .put("chainedFrom", parent.id());
        request.snapshot()
                .role(parent.owner().reference())
                .ifPresent(role -> facts.put("role", role.arn().toString()));
        asked.client().ifPresent(client -> facts.put("client", client));
        Outcome<IssuedSession> outcome =
                lesser(parent, asked, request).then(lesser -> issue(parent, lesser, asked, request));
        outcome.value()
                .ifPresent(issued -> facts.put("session", issued.session().id())
                        .put("expiresAt", issued.session().expiresAt().toString()));
        audit.append(outcome.fold(
                issued -> facts.granted(AuditEvent.Kind.NARROWING),
                refusal -> facts.refused(AuditEvent.Kind.NARROWING, refusal)));
        outcome.value().map(issued -> issued.session().record()).ifPresent(sessions::save);
        return outcome;
    }

    /** Whether a session could be narrowed so, for those who have to spend something first. Makes and audits nothing. */
    public Outcome<Session> check(Session parent, NarrowingRequest asked, RequestContext request) {
        return lesser(parent, asked, request).map(lesser -> parent);
    }

    private Outcome<Lesser> lesser(Session parent, NarrowingRequest asked, RequestContext request) {
        return roleSession(parent).then(Narrowing::lineage).then(lineage -> policies(parent, asked, request)
                .then(policies -> end(parent, asked.duration(), request.instant())
                        .then(end -> sized(parent, new Lesser(policies, lineage, end, 0)))));
    }

    private static Outcome<Session> roleSession(Session parent) {
        return parent.owner().kind() == SessionOwner.Kind.ROLE
                ? Outcome.granted(parent)
                : Outcome.refused(
                        Reason.OPERATION_NOT_FOR_SESSIONS,
                        "Only the session of a role can be narrowed",
                        "a " + parent.owner().kind() + " session was to be narrowed");
    }

    private static Outcome<SessionLineage> lineage(Session parent) {
        SessionLineage lineage = parent.childLineage();
        return lineage.depth() <= Lifetime.DEEPEST_CHAIN
                ? Outcome.granted(lineage)
                : Outcome.refused(
                        Reason.CHAIN_TOO_DEEP,
                        "This session was made from too many others; sign in again",
                        "T05: a chain of " + lineage.depth() + " sessions");
    }

    private Outcome<SessionPolicies> policies(Session parent, NarrowingRequest asked, RequestContext request) {
        if (asked.policies().isEmpty() && asked.policyArns().isEmpty()) {
            return Outcome.granted(parent.policies());
        }
        return policyReader
                .layer(asked.policies(), asked.policyArns(), parent.owner().account(), request.snapshot())
                .map(layer -> parent.policies().and(layer));
    }

    private static Outcome<Instant> end(Session parent, Optional<Duration> asked, Instant now) {
        if (asked.isEmpty()) {
            return Outcome.granted(parent.expiresAt());
        }
        Instant end = now.plus(asked.get());
        return asked.get().isNegative() || asked.get().isZero() || end.isAfter(parent.expiresAt())
                ? Outcome.refused(
                        Reason.DURATION_TOO_LONG,
                        "A narrowed session ends no later than the one it is made from",
                        "X05: " + asked.get() + " asked for, the session ends at " + parent.expiresAt())
                : Outcome.granted(end);
    }

    /** What is lesser about the session to be. */
    private record Lesser(SessionPolicies policies, SessionLineage lineage, Instant end, int packedPolicySize) {}

    private static Outcome<Lesser> sized(Session parent, Lesser lesser) {
        int percent = PackedSize.percent(lesser.policies(), parent.labels());
        return percent <= 100
                ? Outcome.granted(new Lesser(lesser.policies(), lesser.lineage(), lesser.end(), percent))
                : Outcome.refused(
                        Reason.POLICY_TOO_LARGE,
                        "Session policies and session tags exceed the allowed size: " + percent + "% of it",
                        "packed policies and tags take " + percent + "%");
    }

    private Outcome<IssuedSession> issue(
            Session parent, Lesser lesser, NarrowingRequest asked, RequestContext request) {
        var session = new Session(
                issuing.nextId(),
                Issuing.issuedAt(request.instant()),
                Issuing.expiresAt(lesser.end()),
                parent.owner(),
                parent.labels(),
                lesser.policies(),
                parent.origin().with(asked.marks()),
                lesser.lineage());
        return issuing.sealed(session, lesser.packedPolicySize());
    }
}
