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
    private static final String UPSTREAM = "\nupstream\n";

    /** What ends all that this one or another one with the same key ends, as long as either does. */
    Revocation orLater(Revocation other) {
        return new Revocation(
                scope,
                key,
                before.isAfter(other.before) ? before : other.before,
                forgetAfter.isAfter(other.forgetAfter) ? forgetAfter : other.forgetAfter);
    }

    /** Whether it is about sessions issued here; otherwise about what an identity provider vouches for. */
    public boolean endsSessions() {
        return !key.startsWith(UPSTREAM);
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

    /**
     * The key of what an identity provider has signed out: a subject without provider, as no user's ARN and no service's
     * name can be. What ends is what the provider vouched for before the instant, not what was issued here.
     *
     * @param subject whom; empty: whosoever has the session
     * @param session the provider's name for its session; empty: all of the subject
     */
    public static String upstreamKey(String provider, String subject, String session) {
        // The length keeps subject and session apart, whatever they hold.
        return UPSTREAM + provider + "\n" + subject.length() + "\n" + subject + session;
    }
}
