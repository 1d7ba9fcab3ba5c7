package dev.daypass.core.terminal;

import java.time.Instant;
import java.util.Optional;

/**
 * A device grant as a store keeps it.
 *
 * @param device of the device code
 * @param expiresAt first instant at which nobody can say yes any more, nor anything be fetched
 * @param sealed who asks, from where, base64url
 * @param state what the person said
 * @param approver public name of the browser session that said yes
 * @param polledAt when the program last asked; absent: never
 * @param interval seconds that it must leave between two questions
 */
public record DeviceGrantRecord(
        DeviceCodeHash device,
        Instant expiresAt,
        String sealed,
        State state,
        Optional<String> approver,
        Optional<Instant> polledAt,
        int interval) {
    /** What has come of it. */
    public enum State {
        PENDING,
        APPROVED,
        DENIED,
        /** The login was fetched. */
        SPENT
    }

    @Override
    public String toString() {
        return "DeviceGrantRecord[" + state + "]";
    }
}
