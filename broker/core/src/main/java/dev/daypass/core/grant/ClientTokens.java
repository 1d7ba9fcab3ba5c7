package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.VerifiedAccessToken;
import java.util.Optional;

/**
 * What a client may learn of tokens, and end: its own, and for looking those that were made for it. About all others it
 * learns nothing, not even that they are there (X13). Safe for several threads.
 */
public final class ClientTokens {
    private final AccessTokens tokens;
    private final RefreshTokens refreshTokens;
    private final Sessions sessions;
    private final AuditSink audit;

    public ClientTokens(AccessTokens tokens, RefreshTokens refreshTokens, Sessions sessions, AuditSink audit) {
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** A token that counts and concerns the client: issued to it, or made for it as a service (RFC 7662). Audited. */
    public Optional<VerifiedAccessToken> look(Application client, String presented, RequestContext request) {
        Outcome<VerifiedAccessToken> looked = tokens.inspect(presented, request)
                .then(token -> isOf(client, token) || client.isAmong(token.audiences())
                        ? Outcome.granted(token)
                        : Outcome.refused(anothers(token)));
        AuditFacts facts = request.facts().put("client", client.clientId()).put("action", "introspect");
        audit.append(looked.fold(
                token -> facts.put("session", token.session().id()).granted(AuditEvent.Kind.REQUEST_AUTHENTICATION),
                refusal -> facts.refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return looked.value();
    }

    /**
     * Ends the session of an access or refresh token at the wish of the client that it was issued to (RFC 7009 section 2.1). A token that is
     * dead already needs no ending; another client's is left alone, and the attempt is audited. What should have been
     * ended and was not is refused.
     */
    public Outcome<Application> revoke(Application client, String presented, RequestContext request) {
        Optional<VerifiedAccessToken> token = tokens.inspect(presented, request).value();
        if (token.isEmpty()) {
            refreshTokens.revoke(client, Secret.of(presented), request);
            return Outcome.granted(client);
        }
        if (isOf(client, token.get())) {
            return sessions.revokeSession(token.get().session().id(), "client " + client.clientId(), request)
                    .fold(
                            ended -> Outcome.granted(client),
                            refusal -> Outcome.refused(
                                    Reason.UNAVAILABLE, "The session could not be ended", refusal.auditDetail()));
        }
        audit.append(request.facts()
                .put("client", client.clientId())
                .put("session", token.get().session().id())
                .refused(AuditEvent.Kind.REVOCATION, anothers(token.get())));
        return Outcome.granted(client);
    }

    private static Refusal anothers(VerifiedAccessToken token) {
        return new Refusal(
                Reason.CLIENT_NOT_ALLOWED,
                "The token is another client's",
                "X13: the token was issued to client `" + token.clientId() + "`");
    }

    private static boolean isOf(Application client, VerifiedAccessToken token) {
        return token.clientId().equals(client.clientId());
    }
}
