package dev.daypass.core.session;

import java.time.Instant;

/**
 * The end of one or many sessions before their time.
 *
 * @param scope what is ended
 * @param key a session id, a role's unique id, or {@link #subjectKey}
 * @param before sessions issued before this instant are ended; for a single session every one
 * @param forgetAfter when every session it could end has expired anyway
 */
public record Revocation(Scope scope, String key, Instant before, Instant forgetAfter) {
    /** What ends all that this one or another one with the same key ends, as long as either does. */
    Revocation orLater(Revocation other) {
        return new Revocation(
                scope,
                key,
                before.isAfter(other.before) ? before : other.before,
                forgetAfter.isAfter(other.forgetAfter) ? forgetAfter : other.forgetAfter);
    }

    /** What a revocation ends. */
    public enum Scope {
        SESSION,
        ROLE,
        SUBJECT
    }

    /** The key of all sessions of one subject of one provider (or of one user or service: {@code provider} empty). */
    public static String subjectKey(String provider, String subject) {
        return provider + "\n" + subject;
    }
}
