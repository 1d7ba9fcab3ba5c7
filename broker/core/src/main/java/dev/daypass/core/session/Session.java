package dev.daypass.core.session;

import java.time.Instant;

/**
 * One assumption of a role (or the temporary credentials of a user): temporary, scoped, revocable. Everything that
 * verifying it needs is in here, and the whole of it is sealed into the session token.
 *
 * @param id the access key id, {@code ASIA…}
 * @param issuedAt {@code aws:TokenIssueTime}
 * @param expiresAt first instant at which it is refused
 */
public record Session(
        String id,
        Instant issuedAt,
        Instant expiresAt,
        SessionOwner owner,
        SessionLabels labels,
        SessionPolicies policies,
        SessionOrigin origin,
        SessionLineage lineage) {

    /** The lineage of a session chained from this one. */
    public SessionLineage childLineage() {
        return lineage.child(new SessionLineage.Ancestor(id, owner.uniqueId(), issuedAt));
    }

    /** What a store remembers of it. */
    public SessionRecord record() {
        return new SessionRecord(id, issuedAt, expiresAt, owner, labels, origin.provider(), origin.subject(), lineage);
    }
}
