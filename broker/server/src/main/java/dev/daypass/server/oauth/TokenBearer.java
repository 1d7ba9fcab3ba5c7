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
     * The holder of the token, or why it proves nobody; a refusal is audited.
     *
     * @param uri what is called, as the client knows it: without query and fragment
     */
    public Outcome<Proven> authenticate(Request request, String uri, RequestContext context) {
        Optional<String> authorization = request.headers().only("authorization");
        String scheme = authorization.map(TokenBearer::scheme).orElse("");
        String token = authorization
                .map(value -> value.substring(Math.min(value.length(), scheme.length() + 1)))
                .orElse("");
        Outcome<RequestContext> proving =
                possession(request, scheme, token, uri).map(proven -> context.proving(proven));
        proving.refusal()
                .ifPresent(refusal ->
                        audit.append(context.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return proving.then(known -> tokens.authenticate(token, known).map(verified -> new Proven(verified, known)));
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

    private Outcome<Possession> possession(Request request, String scheme, String token, String uri) {
        List<String> sent = request.headers().all("authorization");
        if (sent.size() != 1 || token.isEmpty() || !List.of(BEARER, DPOP).contains(scheme)) {
            return Outcome.refused(
                    Reason.TOKEN_MALFORMED,
                    "The token is not valid",
                    sent.size() + " Authorization headers, or no token");
        }
        if (scheme.equals(DPOP) != DpopProofs.isPresent(request)) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "A token of scheme DPoP comes with a proof, and no other does",
                    "O26: scheme `" + scheme + "` with or without a proof");
        }
        Optional<String> certificate = request.origin().certificate().map(ClientCertificateCheck::thumbprint);
        return proofs.check(request, uri, Optional.of(token)).map(key -> new Possession(key, certificate));
    }

    private static String scheme(String authorization) {
        int space = authorization.indexOf(' ');
        return space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
    }
}
