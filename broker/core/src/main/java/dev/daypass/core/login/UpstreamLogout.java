package dev.daypass.core.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Word of a provider that it has signed somebody out, verified but for its first use.
 *
 * @param id the message's own name, unique at the provider: a LogoutRequest's {@code ID}, a logout token's {@code jti}
 * @param issued when the provider said so, by its own clock
 * @param until first instant at which the message is too old to be believed; it is remembered until then
 * @param subject whom; absent: whosoever has these sessions
 * @param sessions the provider's names for its sessions that ended ({@code SessionIndex}, {@code sid}); empty: all of the
 *     subject
 */
public record UpstreamLogout(
        String id, Instant issued, Instant until, Optional<String> subject, List<String> sessions) {
    public UpstreamLogout {
        sessions = List.copyOf(sessions);
        if (subject.isEmpty() && sessions.isEmpty()) {
            throw new IllegalArgumentException("a logout names a subject or a session");
        }
    }

    @Override
    public String toString() {
        return "UpstreamLogout[" + sessions.size() + " sessions]";
    }
}
