package dev.daypass.server.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Checks DPoP proofs (RFC 9449 section 4.3): that a request's sender holds a private key, now and for this request alone.
 * A proof without a fresh nonce of ours is answered with one. Safe for several threads.
 */
public final class DpopProofs {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST_ID = 256;

    private final DpopNonces nonces;
    private final ReplayStore replays;

    public DpopProofs(DpopNonces nonces, ReplayStore replays) {
        this.nonces = nonces;
        this.replays = replays;
    }

    /** A nonce for the {@code DPoP-Nonce} header of an answer. */
    public String nonce(Instant now) {
        return nonces.next(now);
    }

    /** Whether a request brings a proof at all. */
    public static boolean isPresent(Request request) {
        return request.headers().has("dpop");
    }

    /**
     * A token that a proof has to fit.
     *
     * @param text to which the proof must be tied ({@code ath})
     * @param key thumbprint of the key that it is bound to
     */
    public record BoundToken(String text, String key) {
        @Override
        public String toString() {
            return "BoundToken[" + key + "]";
        }
    }

    /**
     * The thumbprint (RFC 7638) of the key that is proven; absent where there is no proof.
     *
     * @param uri what is called, as the client knows it: without query and fragment
     * @param token the access token that comes with the proof
     */
    public Outcome<Optional<String>> check(Request request, String uri, Optional<BoundToken> token) {
        List<String> proofs = request.headers().all("dpop");
        if (proofs.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        Optional<ClientJws> parsed = proofs.size() == 1 ? ClientJws.parse(proofs.get(0)) : Optional.empty();
        if (parsed.isEmpty()) {
            return invalid("O26: " + proofs.size() + " proofs, or one that is not of its form");
        }
        ClientJws proof = parsed.get();
        Instant now = request.origin().instant();
        Optional<String> problem = formProblem(proof)
                .or(() -> requestProblem(proof, request.target().method(), uri, token))
                .or(() -> timeProblem(proof, now));
        if (problem.isPresent()) {
            return invalid(problem.get());
        }
        if (proof.text("nonce").filter(nonce -> nonces.accepts(nonce, now)).isEmpty()) {
            return Outcome.refused(
                    Reason.POSSESSION_NONCE_NEEDED,
                    "The DPoP proof needs the nonce of this answer",
                    "O26: no nonce of ours, or an old one");
        }
        return proven(proof, token.map(BoundToken::key));
    }

    /** Spent last: what fails anyway leaves nothing in the store. */
    private Outcome<Optional<String>> proven(ClientJws proof, Optional<String> wanted) {
        JWK key = proof.headerKey().orElseThrow();
        if (!proof.isSignedBy(key)) {
            return invalid("O26: the proof is not signed by its key");
        }
        String thumbprint = thumbprint(key);
        if (wanted.isPresent() && !thumbprint.equals(wanted.get())) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "The token is bound to another key than the proof's",
                    "O26: the proof is another key's");
        }
        String spent = "dpop\n" + thumbprint + "\n" + proof.text("jti").orElseThrow();
        Instant until = Instant.ofEpochSecond(proof.seconds("iat").orElseThrow())
                .plus(OLDEST)
                .plus(SKEW);
        return replays.spend(spent, until) == ReplayStore.Spending.FIRST
                ? Outcome.granted(Optional.of(thumbprint))
                : invalid("O26: the proof was used before");
    }

    private static Optional<String> formProblem(ClientJws proof) {
        if (!proof.header("typ").equals(Optional.of("dpop+jwt"))) {
            return Optional.of("O26: `typ` is not `dpop+jwt`");
        }
        if (proof.headerKey().isEmpty()) {
            return Optional.of("O26: no public key in the header");
        }
        boolean id = proof.text("jti")
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_ID)
                .isPresent();
        return id ? Optional.empty() : Optional.of("O26: no usable `jti`");
    }

    private static Optional<String> requestProblem(
            ClientJws proof, String method, String uri, Optional<BoundToken> token) {
        if (!proof.text("htm").equals(Optional.of(method))) {
            return Optional.of("O26: `htm` is not the request's method");
        }
        if (!proof.text("htu").map(DpopProofs::bare).equals(Optional.of(uri))) {
            return Optional.of("O26: `htu` is not what is called");
        }
        boolean tied = token.map(bound -> proof.text("ath").equals(Optional.of(hash(bound.text()))))
                .orElse(true);
        return tied ? Optional.empty() : Optional.of("O26: `ath` is not the hash of the access token");
    }

    private static Optional<String> timeProblem(ClientJws proof, Instant now) {
        Optional<Instant> made = proof.seconds("iat").map(Instant::ofEpochSecond);
        boolean timely = made.filter(at -> at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(SKEW)))
                .isPresent();
        return timely ? Optional.empty() : Optional.of("O26: `iat` is absent, too old or in the future");
    }

    /** RFC 9449 section 4.3: query and fragment do not count. */
    private static String bare(String uri) {
        return uri.split("[?#]", 2)[0];
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.POSSESSION_INVALID, "The DPoP proof is not valid for this request", detail);
    }
}
