package dev.daypass.core.login;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.signin.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signed-in browser stands for, or a program in a terminal that somebody lets act for them.
 *
 * @param handle its public name, {@code bs-…}: shown in lists, revocable, worth nothing to who knows it
 * @param identity who signed in; the whole of it, so that roles can be taken later
 * @param expiresAt first instant at which it is over, however busy it is
 * @param lastSeen when it was last used, exact to a minute
 * @param program the client that acts in a terminal; absent: a browser
 * @param reason what the person let a program in for; absent: they did not say, or it is a browser
 */
public record BrowserSession(
        String handle,
        Identity identity,
        Instant signedInAt,
        Instant expiresAt,
        Instant lastSeen,
        Device device,
        Optional<String> program,
        Optional<String> reason) {
    /** Of {@code methods}: a Kerberos ticket, which tells not when somebody typed a password for it. */
    private static final String TICKET = "kerberos";

    /** A browser's. */
    public BrowserSession(
            String handle, Identity identity, Instant signedInAt, Instant expiresAt, Instant lastSeen, Device device) {
        this(handle, identity, signedInAt, expiresAt, lastSeen, device, Optional.empty(), Optional.empty());
    }

    /** What finds a session: a cookie never finds a terminal's, nor a token a browser's (security O15). */
    public enum Kind {
        BROWSER,
        TERMINAL
    }

    /** What finds it. */
    public Kind kind() {
        return program.isPresent() ? Kind.TERMINAL : Kind.BROWSER;
    }

    /**
     * Where it was signed in from.
     *
     * @param address an IP address, as literal
     * @param userAgent as sent, shortened; empty if there is none
     */
    public record Device(String address, String userAgent) {}

    /** The same session, with what is known of its person now. */
    BrowserSession of(Identity known) {
        return new BrowserSession(handle, known, signedInAt, expiresAt, lastSeen, device, program, reason);
    }

    /** Whether it is the person's of this identity: the same subject of the same provider. */
    public boolean isOf(Identity person) {
        return identity.provider().equals(person.provider())
                && identity.subject().value().equals(person.subject().value());
    }

    /**
     * When its person last proved who they are, as far as is known: a provider that answers from a session of its own,
     * without a question, says how old that one is.
     */
    public Instant provenAt() {
        return identity.authentication().instant().filter(signedInAt::isAfter).orElse(signedInAt);
    }

    /** Whether a workstation's ticket signed in, for which it asks nobody anything. */
    boolean isByTicket() {
        return identity.authentication().methods().contains(TICKET);
    }

    /** Who acts when it asks for a role. What is taken ends with it, at the latest (security X05); it is no chaining. */
    public Caller.Federated caller() {
        return new Caller.Federated(
                identity.endingBy(expiresAt), Optional.of(new SessionLineage.Ancestor(handle, "", signedInAt)));
    }
}
