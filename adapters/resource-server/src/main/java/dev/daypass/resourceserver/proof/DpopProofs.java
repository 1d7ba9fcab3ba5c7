package dev.daypass.resourceserver.proof;

import dev.daypass.resourceserver.jose.CompactJws;
import dev.daypass.resourceserver.jose.JoseHeader;
import dev.daypass.resourceserver.jose.Jwk;
import dev.daypass.resourceserver.jose.JwsAlgorithm;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks DPoP proofs (RFC 9449 section 4.3): one header, its own key, this method and address, this token, now, and for
 * the first time. Safe for several threads.
 */
public final class DpopProofs {
    /** Strong ones that clients have; named in the challenge too. */
    public static final Set<JwsAlgorithm> ALGORITHMS = Set.copyOf(EnumSet.of(
            JwsAlgorithm.ES256,
            JwsAlgorithm.ES384,
            JwsAlgorithm.ES512,
            JwsAlgorithm.EDDSA,
            JwsAlgorithm.ED25519,
            JwsAlgorithm.PS256,
            JwsAlgorithm.RS256));

    private static final String TYPE = "dpop+jwt";
    private static final int LONGEST_ID = 256;

    private final Optional<URI> publicUrl;
    private final Duration window;
    private final ReplayMemory memory;
    private final Clock clock;

    public DpopProofs(Settings settings, ReplayMemory memory, Clock clock) {
        this.publicUrl = settings.publicUrl();
        this.window = settings.proofs().window();
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * The thumbprint (RFC 7638) of the key that this request proves for this token. The proof is spent, if it is good and
     * of the key wanted.
     *
     * @param wanted the thumbprint that the token is bound to
     */
    Outcome<String> prove(Presented request, String token, String wanted) {
        if (request.dpop().isEmpty()) {
            return Outcome.refused(Reason.BINDING_MISSING, "O26: the token is bound to a key, and there is no proof");
        }
        if (request.dpop().size() > 1) {
            return bad("two `DPoP` headers");
        }
        return CompactJws.read(request.dpop().get(0), JoseHeader.Form.DPOP_PROOF)
                .fold(Outcome::granted, refusal -> DpopProofs.<CompactJws>bad(refusal.detail()))
                .then(this::signedByItsKey)
                .then(proof -> proof.claims()
                                .text("ath")
                                .filter(hash -> Sha256.same(hash, Sha256.base64Url(token)))
                                .isPresent()
                        ? Outcome.granted(proof)
                        : bad("`ath` is not this token's"))
                .then(proof -> forThis(request, proof))
                .then(this::inTime)
                .then(proof -> spent(proof, wanted));
    }

    private Outcome<CompactJws> signedByItsKey(CompactJws proof) {
        JoseHeader header = proof.header();
        if (!header.type().equals(TYPE) || !ALGORITHMS.contains(header.algorithm())) {
            return bad("`typ` is not `" + TYPE + "`, or the algorithm is not accepted");
        }
        Optional<Jwk> jwk = header.key().map(Jwk::new);
        if (jwk.isEmpty() || jwk.get().holdsSecret()) {
            return bad("there is no public `jwk`");
        }
        if (!(jwk.get().judge() instanceof Jwk.Judged.Usable usable)
                || !usable.key().takes(header.algorithm())
                || !proof.isSignedBy(usable.key())) {
            return bad("the signature is not the key's own, or the key is none to trust");
        }
        return Outcome.granted(proof);
    }

    /** RFC 9449 section 4.3, numbers 8 and 9. */
    private Outcome<CompactJws> forThis(Presented request, CompactJws proof) {
        JsonValue.Members claims = proof.claims();
        if (!claims.text("htm").equals(Optional.of(request.method()))) {
            return bad("`htm` is not this request's method");
        }
        if (publicUrl.isEmpty()) {
            return bad("the service does not know its own address: set `publicUrl`");
        }
        Optional<String> here = HttpAddress.normal(stripped(publicUrl.get()) + request.path());
        Optional<String> there = claims.text("htu").flatMap(HttpAddress::normal);
        return here.isPresent() && here.equals(there)
                ? Outcome.granted(proof)
                : bad("`htu` is not this request's address");
    }

    private Outcome<CompactJws> inTime(CompactJws proof) {
        Optional<Instant> issuedAt = proof.claims()
                .whole("iat")
                .filter(seconds -> Math.abs(seconds - clock.instant().getEpochSecond()) <= window.toSeconds())
                .map(Instant::ofEpochSecond);
        return issuedAt.isPresent() ? Outcome.granted(proof) : bad("`iat` is not within " + window + " of now");
    }

    /** Last, so that a bad proof spends nothing; the key first, so that a stranger's proof does not either. */
    private Outcome<String> spent(CompactJws proof, String wanted) {
        String thumbprint =
                proof.header().key().map(Jwk::new).map(Jwk::thumbprint).orElse("");
        if (!Sha256.same(thumbprint, wanted)) {
            return Outcome.refused(
                    Reason.BINDING_MISMATCH, "O26: the proof is of another key than the token is bound to");
        }
        Optional<String> id = proof.claims().text("jti").filter(it -> !it.isEmpty() && it.length() <= LONGEST_ID);
        if (id.isEmpty()) {
            return bad("`jti` is no text of 1 to " + LONGEST_ID + " characters");
        }
        Instant until = clock.instant().plus(window.multipliedBy(2)).plusSeconds(1);
        return switch (memory.spend(Sha256.base64Url(thumbprint + "\n" + id.get()), until)) {
            case FIRST -> Outcome.granted(thumbprint);
            case SEEN -> Outcome.refused(Reason.DPOP_PROOF_REPLAYED, "O26: the proof was used before");
            case UNKNOWN -> Outcome.refused(Reason.REPLAY_MEMORY_FULL, "O26: the proof cannot be remembered");
        };
    }

    private static String stripped(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static <T> Outcome<T> bad(String detail) {
        return Outcome.refused(Reason.DPOP_PROOF_INVALID, "O26: " + detail);
    }
}
