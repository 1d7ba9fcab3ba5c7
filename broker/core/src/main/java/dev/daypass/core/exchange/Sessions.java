package dev.daypass.core.exchange;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.snapshot.RequestContext;
import java.util.List;
import java.util.Optional;

/**
 * What operators do with sessions: list them and end them. Ending is durable and audited; this node refuses what was
 * ended at once, others within a second.
 */
public final class Sessions {
    private final SessionStore sessions;
    private final RevocationStore revocations;
    private final Ending ending;
    private final AuditSink audit;

    public Sessions(SessionStore sessions, RevocationStore revocations, AuditSink audit) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.ending = new Ending(revocations, audit);
        this.audit = audit;
    }

    public List<SessionRecord> list(SessionStore.Query query) {
        return sessions.list(query);
    }

    /** Live sessions from a place on, newest first. */
    public List<SessionRecord> page(SessionStore.Page page) {
        return sessions.page(page);
    }

    public Optional<SessionRecord> find(String id) {
        return sessions.find(id);
    }

    /** Whether the session, or one it came from, has been ended. */
    public boolean isRevoked(SessionRecord session) {
        return revocations.isRevoked(session);
    }

    /** Ends one session and all that were chained from it. */
    public Outcome<Revocation> revokeSession(String id, String by, RequestContext request) {
        Optional<SessionRecord> session = sessions.find(id);
        if (session.isEmpty()) {
            return refuse(Revocation.Scope.SESSION, id, by, "No session has this id", request);
        }
        return revoke(Revocation.Scope.SESSION, id, by, request);
    }

    /** Ends all sessions of a role, {@code ALIAS/NAME}, issued before now. */
    public Outcome<Revocation> revokeRole(String reference, String by, RequestContext request) {
        Optional<Role> role = request.snapshot().role(reference);
        return role.isPresent()
                ? revoke(Revocation.Scope.ROLE, role.get().uniqueId(), by, request)
                : refuse(Revocation.Scope.ROLE, reference, by, "No role has this name", request);
    }

    /**
     * Ends all sessions of a subject issued before now.
     *
     * @param provider the provider's name, empty for a user's ARN or a service's name
     */
    public Outcome<Revocation> revokeSubject(String provider, String subject, String by, RequestContext request) {
        return revoke(Revocation.Scope.SUBJECT, Revocation.subjectKey(provider, subject), by, request);
    }

    /** The same, for who types a name and must learn that it ends nothing: refused if nobody can have it. */
    public Outcome<Revocation> revokeKnownSubject(String provider, String subject, String by, RequestContext request) {
        boolean known = provider.isEmpty()
                ? subject.startsWith("arn:")
                        || request.snapshot().service(subject).isPresent()
                : request.snapshot().provider(new ProviderId(provider)).isPresent();
        return known
                ? revokeSubject(provider, subject, by, request)
                : refuse(
                        Revocation.Scope.SUBJECT,
                        Revocation.subjectKey(provider, subject),
                        by,
                        provider.isEmpty()
                                ? "Say at which identity provider this person signs in; nothing was ended"
                                : "No identity provider of this name is configured; nothing was ended",
                        request);
    }

    private Outcome<Revocation> revoke(Revocation.Scope scope, String key, String by, RequestContext request) {
        return Outcome.granted(ending.end(scope, key, request.facts().put("by", by), request.instant()));
    }

    private Outcome<Revocation> refuse(
            Revocation.Scope scope, String key, String by, String message, RequestContext request) {
        var refusal = new Refusal(Reason.PARAMETER_INVALID, message, scope + " `" + key + "` is not known");
        audit.append(request.facts()
                .put("scope", scope.name())
                .put("key", key)
                .put("by", by)
                .refused(AuditEvent.Kind.REVOCATION, refusal));
        return Outcome.refused(refusal);
    }
}
