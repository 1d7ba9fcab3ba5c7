package dev.daypass.resourceserver;

import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.token.AccessToken;
import dev.daypass.resourceserver.token.Actor;
import dev.daypass.resourceserver.token.Confirmation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session whose token was verified, proven and not revoked when {@link ResourceServer} made this. Nobody else can.
 *
 * <p>{@code toString} tells the session's id and role, never a tag or the token.
 */
public final class VerifiedSession {
    private final AccessToken token;

    VerifiedSession(AccessToken token) {
        this.token = token;
    }

    /** The session's ARN ({@code sub}): {@code arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice}. */
    public String subject() {
        return token.subject();
    }

    /** The role's ARN; empty for a session that took none. */
    public Optional<String> role() {
        return token.session().role();
    }

    /** The session's id ({@code sid}), the one that its access key has: {@code ASIA…}. */
    public String sessionId() {
        return token.session().id();
    }

    public String sessionName() {
        return token.session().name();
    }

    /** The session tags, in their order. */
    public Map<String, String> tags() {
        return token.session().tags();
    }

    /** Who it all began with, kept over role chaining. */
    public Optional<String> sourceIdentity() {
        return token.session().sourceIdentity();
    }

    /**
     * What the session was narrowed to by {@code authorization_details} (RFC 9396): each of them must be heeded where the
     * service decides by itself. {@link ResourceServer#decide} heeds them.
     */
    public List<JsonValue.Members> authorizationDetails() {
        return token.grant().details();
    }

    public Set<String> scopes() {
        return token.grant().scopes();
    }

    /** The OAuth client that the token was issued to. */
    public String clientId() {
        return token.grant().clientId();
    }

    /** Who acts, the present one first; empty where the subject acts itself. */
    public List<Actor> actors() {
        return token.grant().actors();
    }

    /** What the session is bound to; it was proven. */
    public Confirmation confirmation() {
        return token.grant().confirmation();
    }

    public Instant issuedAt() {
        return token.life().issuedAt();
    }

    /** When it ends; nothing prolongs it. */
    public Instant expiresAt() {
        return token.life().expiresAt();
    }

    AccessToken token() {
        return token;
    }

    @Override
    public String toString() {
        return "VerifiedSession[" + sessionId() + ", " + role().orElse("no role") + "]";
    }
}
