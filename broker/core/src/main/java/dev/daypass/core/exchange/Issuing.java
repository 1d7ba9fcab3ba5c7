package dev.daypass.core.exchange;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionIds;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes sessions and their credentials of what has been decided. Has no opinion of its own. */
public final class Issuing {
    private final SessionIds ids;
    private final SessionTokens tokens;

    public Issuing(SessionIds ids, SessionTokens tokens) {
        this.ids = ids;
        this.tokens = tokens;
    }

    Outcome<IssuedSession> issue(PlannedSession planned, Lifetime.Span span) {
        return sealed(session(ids.next(), planned, span), planned.packedPolicySize());
    }

    /** The session that a plan comes to. */
    static Session session(String id, PlannedSession planned, Lifetime.Span span) {
        Ask ask = planned.ask();
        Role role = ask.role();
        RequestContext context = ask.context();
        var owner = new SessionOwner(
                SessionOwner.Kind.ROLE,
                role.reference(),
                role.uniqueId(),
                context.snapshot()
                        .partition()
                        .assumedRole(
                                role.account(), role.name(), planned.labels().name()));
        return new Session(
                id,
                issuedAt(context.instant()),
                expiresAt(span.end()),
                owner,
                planned.labels(),
                planned.policies(),
                origin(ask),
                span.lineage());
    }

    /** A session with its credentials. */
    Outcome<IssuedSession> sealed(Session session, int packedPolicySize) {
        return tokens.issue(session).map(credentials -> new IssuedSession(session, credentials, packedPolicySize));
    }

    String nextId() {
        return ids.next();
    }

    /** As exact as tokens and stores keep it. */
    static Instant issuedAt(Instant now) {
        return now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Protocols tell whole seconds, so sessions end on one. */
    static Instant expiresAt(Instant end) {
        return end.truncatedTo(ChronoUnit.SECONDS);
    }

    private static SessionOrigin origin(Ask ask) {
        return unmarked(ask).with(ask.request().marks());
    }

    private static SessionOrigin unmarked(Ask ask) {
        if (ask.parent().isPresent()) {
            return ask.parent().get().origin();
        }
        if (ask.caller() instanceof Caller.Federated federated && ask.provider().isPresent()) {
            var identity = federated.identity();
            return new SessionOrigin(
                    Optional.of(identity.provider()),
                    identity.subject().value(),
                    identity.user(),
                    ProofConditionKeys.lasting(
                            identity, ask.provider().get(), ask.role().account()));
        }
        return own(ask.caller());
    }

    /** The origin of a caller with long-term keys. */
    static SessionOrigin own(Caller caller) {
        return caller instanceof Caller.UserWithKeys withKeys
                ? SessionOrigin.ofUser(
                        withKeys.user().arn().toString(), withKeys.user().uniqueId())
                : SessionOrigin.ofService(
                        ((Caller.ServiceWithKeys) caller).service().name());
    }
}
