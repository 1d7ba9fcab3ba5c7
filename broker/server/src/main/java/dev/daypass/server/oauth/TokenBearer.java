package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Possession;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.VerifiedAccessToken;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who calls with one of our access tokens (RFC 6750 section 2.1, RFC 9449 section 7, RFC 8705 section 3): in
 * the Authorization header alone, under the scheme that fits what the token is bound to. Safe for several threads.
 */
public final class TokenBearer {
    private static final String BEARER = "bearer";
    private static final String DPOP = "dpop";

    private final AccessTokens tokens;
    private final DpopProofs proofs;
    private final AuditSink audit;

    public TokenBearer(AccessTokens tokens, DpopProofs proofs, AuditSink audit) {
        this.tokens = tokens;
        this.proofs = proofs;
        this.audit = audit;
    }

    /**
     * Who calls.
     *
     * @param request the request, its proven keys among what it is decided by
     */
    public record Proven(VerifiedAccessToken token, RequestContext request) {
        public Caller caller() {
            return new Caller.SessionHolder(token.session());
        }
    }

    /** Whether the request brings a token. */
    public static boolean isPresent(Request request) {
        return request.headers().all("authorization").stream()
                .map(TokenBearer::scheme)
                .anyMatch(scheme -> scheme.equals(BEARER) || scheme.equals(DPOP));
    }

    /**
     * The holder of the token, or why it proves nobody; a refusal is audited. The token is looked at first: only the holder
     * of one that counts has its proof remembered.
     *
     * @param uri what is called, as the client knows it: without query and fragment
     */
    public Outcome<Proven> authenticate(Request request, String uri, RequestContext context) {
        Outcome<Proven> outcome = presented(request).then(presented -> tokens.inspect(presented.token(), context)
                .then(token -> possession(request, presented, token, uri)
                        .map(proven -> new Proven(token, context.proving(proven)))));
        outcome.refusal()
                .ifPresent(refusal ->
                        audit.append(context.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }

    /** What a client that was refused has to know for its next try (RFC 6750 section 3, RFC 9449 section 7.1). */
    public Answer challenge(Answer refused, Reason reason, Request request) {
        String error = reason == Reason.POSSESSION_NONCE_NEEDED ? "use_dpop_nonce" : "invalid_token";
        boolean aboutKeys = reason == Reason.POSSESSION_NONCE_NEEDED
                || reason == Reason.POSSESSION_INVALID
                || reason == Reason.POSSESSION_NOT_PROVEN;
        String challenge = aboutKeys
                ? "DPoP error=\"" + error + "\", algs=\"ES256 ES384 EdDSA PS256 RS256\""
                : "Bearer realm=\"daypass\"" + (isPresent(request) ? ", error=\"invalid_token\"" : "");
        Answer challenging = refused.with("WWW-Authenticate", challenge);
        return aboutKeys
                ? challenging.with("DPoP-Nonce", proofs.nonce(request.origin().instant()))
                : challenging;
    }

    /** A token under its scheme. */
    private record PresentedToken(String scheme, String token) {}

    private static Outcome<PresentedToken> presented(Request request) {
        List<String> sent = request.headers().all("authorization");
        String only = sent.size() == 1 ? sent.get(0) : "";
        String scheme = scheme(only);
        String token = only.substring(Math.min(only.length(), scheme.length() + 1));
        if (token.isEmpty() || !List.of(BEARER, DPOP).contains(scheme)) {
            return Outcome.refused(
                    Reason.TOKEN_MALFORMED,
                    "The token is not valid",
                    sent.size() + " Authorization headers, or no token");
        }
        return scheme.equals(DPOP) == DpopProofs.isPresent(request)
                ? Outcome.granted(new PresentedToken(scheme, token))
                : Outcome.refused(
                        Reason.POSSESSION_NOT_PROVEN,
                        "A token of scheme DPoP comes with a proof, and no other does",
                        "O26: scheme `" + scheme + "` with or without a proof");
    }

    /**
     * What was proven of what the token is bound to, and nothing else: a key that is only the caller's says nothing of the
     * session (RFC 9449 section 7.2).
     */
    private Outcome<Possession> possession(
            Request request, PresentedToken presented, VerifiedAccessToken token, String uri) {
        Possession bound = token.boundTo();
        if (presented.scheme().equals(DPOP) != bound.dpopKey().isPresent()) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "A token that is bound to a key has the scheme DPoP, and no other has",
                    "O26: scheme `" + presented.scheme() + "` does not fit the token of session `"
                            + token.session().id() + "`");
        }
        Optional<String> certificate = request.origin().certificate().map(ClientCertificateCheck::thumbprint);
        if (bound.certificate().isPresent() && !bound.certificate().equals(certificate)) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "The token is bound to a certificate that this connection does not have",
                    "O27: session `" + token.session().id() + "` is bound to a certificate");
        }
        return proofs.check(request, uri, bound.dpopKey().map(key -> new DpopProofs.BoundToken(presented.token(), key)))
                .map(key -> new Possession(key, bound.certificate()));
    }

    private static String scheme(String authorization) {
        int space = authorization.indexOf(' ');
        return space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    }
}
