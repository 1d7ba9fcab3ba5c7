package dev.daypass.core.principal;

/**
 * The owner of roles, users and policies.
 *
 * @param id twelve digits
 * @param alias the short name that configuration and people use
 * @param environment what it is for, as people are told it; no decision depends on it
 */
public record Account(String id, String alias, Environment environment) {
    /** An account of which nobody has said what it is for. */
    public Account(String id, String alias) {
        this(id, alias, Environment.UNSAID);
    }

    /** What an account is for. */
    public enum Environment {
        PRODUCTION,
        STAGING,
        DEVELOPMENT,
        UNSAID
    }
}
