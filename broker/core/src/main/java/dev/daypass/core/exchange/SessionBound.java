package dev.daypass.core.exchange;

import java.time.Duration;

/**
 * One of the things that bound how long a session lives, for explanations.
 *
 * @param by what bounds it
 * @param longest how long it allows
 */
public record SessionBound(By by, Duration longest) {
    /** What may bound a session. */
    public enum By {
        /** The role's {@code maxSessionDuration}. */
        ROLE,
        /** The {@code duration} of the rules that grant it. */
        RULES,
        /** The provider's {@code SessionDuration} attribute. */
        PROVIDER,
        /** The end of the person's session at the provider. */
        PROVIDER_SESSION,
        /** What is usual, where nothing else is asked for. */
        USUAL
    }
}
