package dev.daypass.resourceserver.token;

import dev.daypass.resourceserver.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token of the broker's that was signed by it, for this service, and is within its time. {@code toString} tells the
 * session's id.
 *
 * @param text the token itself: a secret
 * @param subject {@code sub}
 * @param session what it says of the session
 * @param grant what it says of the client
 * @param life when it may be used and what ends it early
 */
public record AccessToken(String text, String subject, Session session, Grant grant, Life life) {
    /**
     * The session that a token stands for.
     *
     * @param id {@code sid}
     * @param name {@code session_name}
     * @param role {@code role}, an ARN
     * @param tags {@code tags}
     * @param sourceIdentity {@code source_identity}
     */
    public record Session(
            String id, String name, Optional<String> role, Map<String, String> tags, Optional<String> sourceIdentity) {
        public Session {
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        }
    }

    /**
     * To whom it was given.
     *
     * @param clientId {@code client_id}
     * @param scopes what it may do, as far as OAuth says it
     * @param actors {@code act}, outermost first
     * @param details {@code authorization_details}: what it was narrowed to, beside the scopes
     * @param confirmation {@code cnf}
     */
    public record Grant(
            String clientId,
            Set<String> scopes,
            List<JsonValue.Members> details,
            List<Actor> actors,
            Confirmation confirmation) {
        public Grant {
            scopes = Set.copyOf(scopes);
            details = List.copyOf(details);
            actors = List.copyOf(actors);
        }
    }

    /**
     * When it counts.
     *
     * @param issuedAt {@code iat}, whole seconds: when the session began
     * @param notBefore {@code nbf}, else the same
     * @param expiresAt {@code exp}
     * @param endings what ends it early
     */
    public record Life(Instant issuedAt, Instant notBefore, Instant expiresAt, Endings endings) {}

    /**
     * What ends it early.
     *
     * @param hashes {@code rvk}: what the revocation feed would list if the session were ended
     * @param born {@code rvk_iat}, else {@code iat}: when the first session of the chain began; a revocation of what began
     *     until then ends it
     */
    public record Endings(List<String> hashes, Instant born) {
        public Endings {
            hashes = List.copyOf(hashes);
        }
    }

    @Override
    public String toString() {
        return "AccessToken[" + session.id() + "]";
    }
}
