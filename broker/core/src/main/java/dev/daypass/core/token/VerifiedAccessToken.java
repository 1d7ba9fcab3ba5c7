package dev.daypass.core.token;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
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

    /** The token for the service that a client stands for; about tokens of others it learns nothing (security X13). */
    public Outcome<VerifiedAccessToken> madeFor(Application service) {
        return service.isAmong(audiences)
                ? Outcome.granted(this)
                : forAnother(
                        "X13: client `" + service.clientId() + "` is no audience of session `" + session.id() + "`");
    }

    /**
     * The token for a site behind forward authentication. One for this broker is none, since the site could carry it to
     * every other (security J33).
     */
    public Outcome<VerifiedAccessToken> madeFor(ForwardedSite site) {
        return audiences.stream().anyMatch(site.audiences()::contains)
                ? Outcome.granted(this)
                : forAnother("J33: none of the token's audiences is `" + site.host() + "`'s");
    }

    private static Outcome<VerifiedAccessToken> forAnother(String detail) {
        return Outcome.refused(Reason.AUDIENCE_MISMATCH, "The token is for another service", detail);
    }

    @Override
    public String toString() {
        return "VerifiedAccessToken[" + session.id() + ", " + clientId + "]";
    }
}
