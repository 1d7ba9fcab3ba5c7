package dev.daypass.core.policy;

/** How large policies may be, in characters without white space (sts.md 1.11), and how many there may be. */
public final class PolicySize {
    public static final int MANAGED = 6144;
    public static final int INLINE_ROLE = 10_240;
    public static final int INLINE_USER = 2048;
    public static final int INLINE_GROUP = 5120;
    public static final int TRUST = 2048;
    /** What {@link #TRUST} may be raised to. */
    public static final int TRUST_MAX = 4096;
    /** In-line session policy and the ARNs of managed session policies together, white space counted. */
    public static final int SESSION = 2048;

    public static final int POLICIES_PER_ROLE = 10;
    /** What {@link #POLICIES_PER_ROLE} may be raised to. */
    public static final int POLICIES_PER_ROLE_MAX = 20;

    public static final int SESSION_POLICY_ARNS = 10;
    public static final int VERSIONS = 5;
    /** Far above what any of the sizes leaves room for; a reader stops here. */
    static final int STATEMENTS = 10_000;

    private PolicySize() {}

    /** Characters that count. */
    public static int of(String text) {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
