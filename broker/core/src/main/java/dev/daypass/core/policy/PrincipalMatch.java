package dev.daypass.core.policy;

/** How closely a {@code Principal} element names the requester, from not at all to exactly (sts.md 1.6, 1.10). */
enum PrincipalMatch {
    NONE,
    /** Its account: the account's own policies must allow it too. */
    ACCOUNT,
    /** {@code *}, or everybody who is not named by {@code NotPrincipal}. */
    ANYONE,
    /** The role behind the session: boundary and session policy still limit it. */
    ROLE,
    /** The user, the session, the provider or the service itself. */
    DIRECT;

    boolean matches() {
        return this != NONE;
    }
}
