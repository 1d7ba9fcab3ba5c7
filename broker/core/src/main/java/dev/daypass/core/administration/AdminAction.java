package dev.daypass.core.administration;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;

/** What an administrator does in the browser: an action of a policy, on a resource of its own. */
public enum AdminAction {
    /** Sees everybody's live sessions. */
    LIST_SESSIONS("ListSessions", "sessions"),
    /** Ends somebody's sessions. */
    REVOKE_SESSION("RevokeSession", "sessions"),
    /** Reads and exports the audit. */
    READ_AUDIT("ReadAudit", "audit"),
    /** Sees how identity providers are. */
    LIST_PROVIDERS("ListProviders", "providers"),
    /** Learns who would get what, and why. */
    EXPLAIN("Explain", "explain"),
    /** Tries rules on what people signed in with. */
    TEST_RULES("TestRules", "rules");

    private final String operation;
    private final String place;

    AdminAction(String operation, String place) {
        this.operation = operation;
        this.place = place;
    }

    /** As policies write it: {@code daypass:ListSessions}. */
    public String iamName() {
        return "daypass:" + operation;
    }

    /** Whether policies can confine it to the sessions of some accounts or roles, see {@link AdminObject}. */
    public boolean isOfSessions() {
        return this == LIST_SESSIONS || this == REVOKE_SESSION;
    }

    /** What it is done to. */
    public Arn resource(Partition partition) {
        return partition.administration(place);
    }
}
