package dev.daypass.core.policy;

/** In which capacity a policy takes part in a decision (sts.md 1.10, 1.11). */
public enum PolicyType {
    /** Identity-based, of whatever origin: what decisions name when no identity policy allows, and what simulation hands in. */
    IDENTITY("an identity-based policy", "identity-based policy"),
    /** Shipped with the product, read-only. */
    MANAGED("an identity-based policy", "identity-based policy"),
    /** The customer's own, versioned. */
    CUSTOMER("an identity-based policy", "identity-based policy"),
    /** Written into a role, user or group. */
    INLINE("an identity-based policy", "identity-based policy"),
    /** The most that identity policies can give a role or user. */
    BOUNDARY("a permissions boundary", "permissions boundary"),
    /** Passed with the request that made the session. */
    SESSION("a session policy", "session policy"),
    /** Of the thing acted on. */
    RESOURCE("a resource-based policy", "resource-based policy"),
    /** Of a role: who may assume it. */
    TRUST("a role trust policy", "role trust policy"),
    /** Of the organisation. */
    GUARD_RAIL("a guard-rail policy", "guard-rail policy");

    private final String oneOfThem;
    private final String kind;

    PolicyType(String oneOfThem, String kind) {
        this.oneOfThem = oneOfThem;
        this.kind = kind;
    }

    /** With its article, as denials say it: {@code a session policy}. */
    public String oneOfThem() {
        return oneOfThem;
    }

    /** Without an article: {@code session policy}. */
    public String kind() {
        return kind;
    }

    /** Whether it says what its owner may do. */
    public boolean isIdentityBased() {
        return switch (this) {
            case IDENTITY, MANAGED, CUSTOMER, INLINE -> true;
            case BOUNDARY, SESSION, RESOURCE, TRUST, GUARD_RAIL -> false;
        };
    }
}
