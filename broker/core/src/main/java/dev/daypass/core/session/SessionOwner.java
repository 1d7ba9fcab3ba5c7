package dev.daypass.core.session;

import dev.daypass.core.arn.Arn;

/**
 * Whose permissions a session carries.
 *
 * @param reference {@code ALIAS/NAME} of the role or user
 * @param uniqueId the role's or user's unique id when the session was made
 * @param arn the session's own ARN: assumed-role, user or federated-user
 */
public record SessionOwner(Kind kind, String reference, String uniqueId, Arn arn) {
    /** What was made temporary. */
    public enum Kind {
        /** A role, by AssumeRole or one of its kin. */
        ROLE,
        /** A user's own permissions, by GetSessionToken. */
        USER,
        /** A user's permissions narrowed and renamed, by GetFederationToken. */
        FEDERATED_USER
    }

    public String account() {
        return arn.account();
    }
}
