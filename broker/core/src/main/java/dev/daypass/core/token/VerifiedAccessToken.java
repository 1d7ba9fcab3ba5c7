package dev.daypass.core.token;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Possession;
import dev.daypass.core.session.Session;
import java.util.List;

/**
 * An access token of ours that counts: signed by us, unexpired, its session standing and not revoked.
 *
 * @param session the whole session, as it was sealed into the token
 * @param clientId the application it was made for
 * @param id its {@code jti}
 * @param context what it tells beside its session
 * @param sealedSession the session token of the AWS face
 * @param claims all that it says, the sealed session left out
 */
public record VerifiedAccessToken(
        Session session,
        String clientId,
        String id,
        List<String> audiences,
        List<String> scopes,
        TokenContext context,
        Secret sealedSession,
        Claims claims) {
    public VerifiedAccessToken {
        audiences = List.copyOf(audiences);
        scopes = List.copyOf(scopes);
    }

    /** The keys that it may only be used with ({@code cnf}). */
    public Possession boundTo() {
        return Possession.boundTo(session);
    }

    @Override
    public String toString() {
        return "VerifiedAccessToken[" + session.id() + ", " + clientId + "]";
    }
}
