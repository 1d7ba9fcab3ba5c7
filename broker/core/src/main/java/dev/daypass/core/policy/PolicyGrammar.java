package dev.daypass.core.policy;

/** Where a document stands decides which elements it may have (sts.md 1.9). */
public enum PolicyGrammar {
    /** Attached to a user, group or role: says what its owner may do. */
    IDENTITY(false, true),
    /** Of a role: says who may assume it. The role itself is the resource. */
    TRUST(true, false),
    /** Of a thing: says who may do what with it. */
    RESOURCE(true, true),
    /** Passed when a session is made: narrows it. */
    SESSION(false, true),
    /** Of the organisation: the most that anybody may do. */
    GUARD_RAIL(false, true);

    private final boolean principals;
    private final boolean resources;

    PolicyGrammar(boolean principals, boolean resources) {
        this.principals = principals;
        this.resources = resources;
    }

    /** Whether each statement must say {@code Principal} or {@code NotPrincipal}; else it must not. */
    public boolean namesPrincipals() {
        return principals;
    }

    /** Whether each statement must say {@code Resource} or {@code NotResource}; else it must not. */
    public boolean namesResources() {
        return resources;
    }
}
