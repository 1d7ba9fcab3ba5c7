package dev.daypass.resourceserver.decision;

import java.util.Optional;

/**
 * The broker's answer to a {@link Question}.
 *
 * @param effect what it says
 * @param reason a sentence for the service's log
 * @param encodedMessage the sealed explanation of a denial, which operators open with {@code DecodeAuthorizationMessage}
 */
public record Decision(Effect effect, String reason, Optional<String> encodedMessage) {
    /** What a decision says. Nothing but {@link #ALLOW} lets anybody do anything. */
    public enum Effect {
        ALLOW,
        DENY,
        /** The broker could not be asked. */
        UNAVAILABLE
    }

    public boolean isAllowed() {
        return effect == Effect.ALLOW;
    }

    /** Nobody could say. */
    public static Decision unavailable(String reason) {
        return new Decision(Effect.UNAVAILABLE, reason, Optional.empty());
    }

    /** The broker did not even consider it. */
    public static Decision denied(String reason) {
        return new Decision(Effect.DENY, reason, Optional.empty());
    }
}
