package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static dev.daypass.attack.TokenTalk.refresh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on DPoP at the token endpoint (security 1.4, O26; RFC 9449). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DpopAttackTest {
    private static final SigningKey KEY = SigningKey.ec("dpop");
    private static final SigningKey OTHER = SigningKey.ed25519("other");

    private final AttackedBroker broker;
    private final TokenTalk talk;

    DpopAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private TokenDraft proof(SigningKey key) {
        return Clients.dpop(key, broker.clock.instant(), nonce());
    }

    /** As a client gets one: by trying without. */
    private String nonce() {
        TokenDraft without = Clients.dpop(KEY, broker.clock.instant(), "");
        Wire.Reply reply = talk.as("public", honest(), List.of(Clients.proof(without, KEY)));
        assertEquals("use_dpop_nonce", member(reply, "error"), reply::toString);
        return reply.header("DPoP-Nonce").orElseThrow();
    }

    private Map<String, String> honest() {
        return exchange("id_token", broker.token());
    }

    private Wire.Reply with(HeaderLines.Line... proofs) {
        return talk.as("public", honest(), List.of(proofs));
    }

    private void refused(HeaderLines.Line... proofs) {
        talk.refused(Reason.POSSESSION_INVALID, "invalid_dpop_proof", () -> with(proofs));
    }

    @Test
    void O26honestProofBindsTheToken() {
        for (SigningKey key : List.of(KEY, OTHER, SigningKey.rsa("r"), SigningKey.ec384("e"))) {
            Wire.Reply reply = with(Clients.proof(proof(key), key));
            granted(reply);
            assertEquals("DPoP", member(reply, "token_type"));
        }
    }

    @Test
    void O26noProofWhereOneIsDemandedOrTwo() {
        refused();
        var one = Clients.proof(proof(KEY), KEY);
        refused(one, one);
        refused(one, Clients.proof(proof(OTHER), OTHER));
        refused(new HeaderLines.Line("DPoP", one.value() + ", " + one.value()));
    }

    @Test
    void O26proofForAnotherRequestTimeOrKey() {
        long now = broker.clock.instant().getEpochSecond();
        List<UnaryOperator<TokenDraft>> attacks = List.of(
                draft -> draft.claim("htm", "GET"),
                draft -> draft.claim("htm", "post"),
                draft -> draft.without("htm"),
                draft -> draft.claim("htu", "https://broker.example.com/oauth/introspect"),
                draft -> draft.claim("htu", "https://evil.example.com/oauth/token"),
                draft -> draft.claim("htu", "http://broker.example.com/oauth/token"),
                draft -> draft.without("htu"),
                draft -> draft.claim("iat", now - 400),
                draft -> draft.claim("iat", now + 400),
                draft -> draft.without("iat"),
                draft -> draft.without("jti"),
                draft -> draft.header("typ", "JWT"),
                draft -> draft.header("jwk", OTHER.jwk()),
                draft -> draft.header("jwk", Map.of("kty", "oct", "k", "AAAA")));
        for (UnaryOperator<TokenDraft> attack : attacks) {
            refused(Clients.proof(attack.apply(proof(KEY)), KEY));
        }
        granted(with(Clients.proof(proof(KEY).claim("htu", Clients.TOKEN_URI + "?a=b#c"), KEY)));
    }

    @Test
    void O26proofServesOnce() {
        var proof = Clients.proof(proof(KEY), KEY);
        granted(with(proof));
        refused(proof);
    }

    @Test
    void O26nonceMissingOldOrForeign() {
        String old = nonce();
        broker.clock.step(Duration.ofMinutes(6));
        for (String nonce : List.of("", "x", old, nonce() + "A", old.substring(1))) {
            TokenDraft draft = Clients.dpop(KEY, broker.clock.instant(), nonce);
            talk.refused(Reason.POSSESSION_NONCE_NEEDED, "use_dpop_nonce", () -> with(Clients.proof(draft, KEY)));
        }
        TokenDraft none = Clients.dpop(KEY, broker.clock.instant(), "").without("nonce");
        talk.refused(Reason.POSSESSION_NONCE_NEEDED, "use_dpop_nonce", () -> with(Clients.proof(none, KEY)));
        granted(with(Clients.proof(proof(KEY), KEY)));
    }

    @Test
    void O26tokenWithoutItsKey() {
        String token = granted(with(Clients.proof(proof(KEY), KEY)));
        Map<String, String> again = exchange("access_token", token);
        granted(talk.as("public", again, List.of(Clients.proof(proof(KEY), KEY))));
        talk.refused(
                Reason.POSSESSION_NOT_PROVEN,
                "invalid_request",
                () -> talk.as("public", again, List.of(Clients.proof(proof(OTHER), OTHER))));
        talk.refused(Reason.POSSESSION_NOT_PROVEN, "invalid_request", () -> talk.as("shop", again));
    }

    @Test
    void O26refreshTokenWithoutItsKey() {
        String token = member(with(Clients.proof(proof(KEY), KEY)), "refresh_token");
        talk.refused(
                Reason.POSSESSION_NOT_PROVEN,
                "invalid_grant",
                () -> talk.as("public", refresh(token), List.of(Clients.proof(proof(OTHER), OTHER))));
        Wire.Reply reply = talk.as("public", refresh(token), List.of(Clients.proof(proof(KEY), KEY)));
        granted(reply);
        assertEquals("DPoP", member(reply, "token_type"));
    }
}
