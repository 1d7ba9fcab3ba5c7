package dev.daypass.core.token;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Sessions as OAuth access tokens (RFC 9068): made, and taken back. A token holds its whole session, sealed, so that any
 * node opens it without a read. Safe for several threads.
 */
public final class AccessTokens {
    /** Longest token that is made: it has to fit a 16 KiB header beside everything else. */
    public static final int MAX_CHARACTERS = 14_336;

    private static final int ID_BYTES = 16;

    private final Jws jws;
    private final SessionTokens tokens;
    private final SessionGate gate;
    private final AuditSink audit;
    private final SecureRandom random;

    public AccessTokens(
            Jws jws, SessionTokens tokens, RevocationStore revocations, AuditSink audit, SecureRandom random) {
        this.jws = jws;
        this.tokens = tokens;
        this.gate = new SessionGate(revocations);
        this.audit = audit;
        this.random = random;
    }

    /**
     * Signs a session that was just issued; {@link Reason#POLICY_TOO_LARGE} if it does not fit a token. Its issue is
     * audited by whoever issued the session.
     *
     * @param sealedSession the session token of its credentials
     */
    public Outcome<MintedToken> mint(Session session, Secret sealedSession, TokenIssue issue, RequestContext request) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String tokenId = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Claims claims = AccessTokenClaims.of(session, sealedSession, tokenId, issue, request.snapshot());
        String compact = jws.sign(TokenType.ACCESS_TOKEN, issue.algorithm(), claims.text(), request.instant());
        return compact.length() <= MAX_CHARACTERS
                ? Outcome.granted(new MintedToken(Secret.of(compact), tokenId, session.expiresAt()))
                : Outcome.refused(
                        Reason.POLICY_TOO_LARGE,
                        "The session's policies, tags and attributes are too large for an access token",
                        "access token of " + compact.length() + " characters");
    }

    /**
     * Who comes with a token, having proven what it is bound to (the request's possession). A refusal is audited; what is then done with the session
     * is audited there.
     */
    public Outcome<VerifiedAccessToken> authenticate(String compact, RequestContext request) {
        return told(inspect(compact, request).then(token -> proven(token, request)), request);
    }

    /**
     * What a token is worth, whoever holds it: for introspection, revocation and exchange, never for letting its holder do
     * anything. Not audited.
     */
    public Outcome<VerifiedAccessToken> inspect(String compact, RequestContext request) {
        return inspect(TokenType.ACCESS_TOKEN, compact, request);
    }

    private Outcome<VerifiedAccessToken> inspect(TokenType type, String compact, RequestContext request) {
        return jws.verify(type, compact, request.instant())
                .then(Claims::read)
                .then(claims -> ofThisBroker(claims, request))
                .then(claims -> inTime(claims, request))
                .then(this::opened)
                .then(token -> gate.admit(token.session(), request).map(session -> token));
    }

    /**
     * Who comes with a token of ours as a proof to {@code AssumeRoleWithWebIdentity}: an access token or a web identity
     * token, made for this broker itself. A refusal is audited.
     */
    public Outcome<VerifiedAccessToken> asWebIdentity(String compact, RequestContext request) {
        TokenType type = jws.names(TokenType.WEB_IDENTITY, compact, request.instant())
                ? TokenType.WEB_IDENTITY
                : TokenType.ACCESS_TOKEN;
        Outcome<VerifiedAccessToken> outcome = inspect(type, compact, request)
                .then(token -> madeForUs(token, request))
                .then(token -> proven(token, request));
        return told(outcome, request);
    }

    /** Whether a token's header says that it is one of ours; nothing of it is believed for that. */
    public boolean isOurs(String compact, RequestContext request) {
        return jws.isOurs(compact, request.instant());
    }

    /** Made for another service, a token must not make that service a holder of roles. */
    private static Outcome<VerifiedAccessToken> madeForUs(VerifiedAccessToken token, RequestContext request) {
        return token.audiences().contains(request.snapshot().issuer())
                ? Outcome.granted(token)
                : notValid(Reason.AUDIENCE_MISMATCH, "J33: the token is not made for this broker");
    }

    private static Outcome<VerifiedAccessToken> proven(VerifiedAccessToken token, RequestContext request) {
        return request.possession().suffices(token.session())
                ? Outcome.granted(token)
                : Outcome.refused(
                        Reason.POSSESSION_NOT_PROVEN,
                        "The token is bound to a key that this request does not prove",
                        "O26: session `" + token.session().id() + "` is bound to a key");
    }

    private Outcome<VerifiedAccessToken> told(Outcome<VerifiedAccessToken> outcome, RequestContext request) {
        outcome.refusal()
                .ifPresent(refusal ->
                        audit.append(request.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }

    private static Outcome<Claims> ofThisBroker(Claims claims, RequestContext request) {
        return claims.string("iss").equals(Optional.of(request.snapshot().issuer()))
                ? Outcome.granted(claims)
                : notValid(Reason.ISSUER_MISMATCH, "the token names another issuer");
    }

    private static Outcome<Claims> inTime(Claims claims, RequestContext request) {
        return claims.instant("exp").filter(request.instant()::isBefore).isPresent()
                ? Outcome.granted(claims)
                : Outcome.refused(Reason.CREDENTIALS_EXPIRED, "The token is expired", "T25: the token is expired");
    }

    /** The sealed session must be the one that the token names. */
    private Outcome<VerifiedAccessToken> opened(Claims claims) {
        Optional<String> session = claims.string(AccessTokenClaims.SEALED_SESSION);
        return claims.string("sid")
                .flatMap(id -> session.flatMap(text -> tokens.open(id, text)))
                .map(opened -> Outcome.granted(
                        AccessTokenClaims.read(opened.session(), Secret.of(session.orElseThrow()), claims)))
                .orElseGet(() -> notValid(Reason.CREDENTIALS_UNKNOWN, "T25: the sealed session does not open"));
    }

    private static <T> Outcome<T> notValid(Reason reason, String detail) {
        return Outcome.refused(reason, "The token is not valid", detail);
    }
}
