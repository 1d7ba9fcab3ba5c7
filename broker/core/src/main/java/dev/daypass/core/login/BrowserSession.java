package dev.daypass.core.login;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.signin.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signed-in browser stands for.
 *
 * @param handle its public name, {@code bs-…}: shown in lists, revocable, worth nothing to who knows it
 * @param identity who signed in; the whole of it, so that roles can be taken later
 * @param expiresAt first instant at which it is over, however busy it is
 * @param lastSeen when it was last used, exact to a minute
 */
public record BrowserSession(
        String handle, Identity identity, Instant signedInAt, Instant expiresAt, Instant lastSeen, Device device) {
    /**
     * Where it was signed in from.
     *
     * @param address an IP address, as literal
     * @param userAgent as sent, shortened; empty if there is none
     */
    public record Device(String address, String userAgent) {}

    /** The same session, with what is known of its person now. */
    BrowserSession of(Identity known) {
        return new BrowserSession(handle, known, signedInAt, expiresAt, lastSeen, device);
    }

    /** Whether it is the person's of this identity: the same subject of the same provider. */
    public boolean isOf(Identity person) {
        return identity.provider().equals(person.provider())
                && identity.subject().value().equals(person.subject().value());
    }

    /** Who acts when it asks for a role. What is taken ends with it; it is no chaining. */
    public Caller.Federated caller() {
        return new Caller.Federated(identity, Optional.of(new SessionLineage.Ancestor(handle, "", signedInAt)));
    }
}
