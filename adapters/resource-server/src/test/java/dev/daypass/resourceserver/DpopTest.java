package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.json.JsonWriter;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.settings.BrokerSettings;
import dev.daypass.resourceserver.settings.ProofSettings;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** O26: a token that is bound to a key is good with a fresh proof of that key for this very request, and else nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DpopTest {
    private static final SigningKey HOLDER = SigningKeys.EC_NEXT;
    private static final String ADDRESS = Stage.AUDIENCE + "/2026";

    private final AtomicInteger serial = new AtomicInteger();
    private final Stage stage = Stage.open();
    private final String token = bound(HOLDER);

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void freshProofOfTheBoundKeyIsAccepted() {
        VerifiedSession session = proven(proof().signedBy(HOLDER)).value().orElseThrow();
        assertEquals(Optional.of(thumbprint(HOLDER)), session.confirmation().keyThumbprint());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badProofs")
    void o26BadProofIsRefused(String name, Reason reason, TokenDraft bad, SigningKey signer) {
        honestTwinPasses();
        assertEquals(Optional.of(reason), Stage.reason(proven(bad.signedBy(signer))), name);
    }

    Stream<Arguments> badProofs() {
        long now = stage.clock.instant().getEpochSecond();
        SigningKey stranger = SigningKeys.ED25519;
        return Stream.of(
                bad("htm absent", proof().without("htm")),
                bad("htm of another method", proof().claim("htm", "POST")),
                bad("htm in another case", proof().claim("htm", "get")),
                bad("htu absent", proof().without("htu")),
                bad("htu of another path", proof().claim("htu", ADDRESS + "/more")),
                bad("htu of another host", proof().claim("htu", "https://evil.example.com/2026")),
                bad("htu of another scheme", proof().claim("htu", ADDRESS.replace("https", "http"))),
                bad("htu of another port", proof().claim("htu", "https://reports.example.com:8443/2026")),
                bad("htu with a user", proof().claim("htu", "https://reports.example.com@evil.example.com/2026")),
                bad("htu by dots", proof().claim("htu", Stage.AUDIENCE + "/x/../2026")),
                bad("htu by escaped dots", proof().claim("htu", Stage.AUDIENCE + "/x/%2e%2e/2026")),
                bad("htu is no address", proof().claim("htu", "2026")),
                bad("ath absent", proof().without("ath")),
                bad("ath of another token", proof().claim("ath", Sha256.base64Url("other"))),
                bad("iat absent", proof().without("iat")),
                bad("iat is a text", proof().claim("iat", Long.toString(now))),
                bad("iat too old", proof().claim("iat", now - 61)),
                bad("iat too far ahead", proof().claim("iat", now + 61)),
                bad("jti absent", proof().without("jti")),
                bad("jti empty", proof().claim("jti", "")),
                bad("jti of 300", proof().claim("jti", "j".repeat(300))),
                bad("typ of an access token", proof().header("typ", "at+jwt")),
                bad("typ of any token", proof().header("typ", "JWT")),
                bad("jwk absent", new TokenDraft(Map.of("typ", "dpop+jwt"), proof().claims())),
                bad("jwk of another, signature the holder's", withKey(stranger.jwk())),
                bad("private jwk", withKey(with(HOLDER.jwk(), "d", "AAAA"))),
                bad("shared secret as jwk", withKey(Map.of("kty", "oct", "k", "AAAA"))),
                bad("jwk for encryption", withKey(with(HOLDER.jwk(), "use", "enc"))),
                bad("alg none", proof().header("alg", "none")),
                bad("alg HS256", proof().header("alg", "HS256")),
                bad("kid from the network", proof().header("jku", "https://evil.example.com/jwks")),
                Arguments.of("another key, well proven", Reason.BINDING_MISMATCH, withKey(stranger.jwk()), stranger),
                Arguments.of(
                        "a weak key, well proven",
                        Reason.DPOP_PROOF_INVALID,
                        withKey(SigningKey.rsa("weak", 1024).jwk()),
                        SigningKeys.RSA));
    }

    @Test
    void o26ProofIsGoodOnce() {
        String proof = proof().signedBy(HOLDER);
        assertEquals(Optional.empty(), Stage.reason(proven(proof)));
        assertEquals(Optional.of(Reason.DPOP_PROOF_REPLAYED), Stage.reason(proven(proof)));
    }

    /** ECDSA lets anybody who holds the key sign the same again: the proof's id counts, not its text. */
    @Test
    void o26ProofSignedAgainUnderTheSameIdIsAReplay() {
        TokenDraft draft = proof();
        assertEquals(Optional.empty(), Stage.reason(proven(draft.signedBy(HOLDER))));
        assertEquals(Optional.of(Reason.DPOP_PROOF_REPLAYED), Stage.reason(proven(draft.signedBy(HOLDER))));
    }

    @Test
    void o26OfAHundredAtOnceOneIsAccepted() throws Exception {
        String proof = proof().signedBy(HOLDER);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<Reason>>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(() -> Stage.reason(proven(proof)));
            }
            int accepted = 0;
            for (Future<Optional<Reason>> answer : pool.invokeAll(calls)) {
                accepted += answer.get().isEmpty() ? 1 : 0;
            }
            assertEquals(1, accepted);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void o26RefusedProofSpendsNothing() {
        TokenDraft draft = proof();
        assertEquals(
                Optional.of(Reason.DPOP_PROOF_INVALID),
                Stage.reason(proven(draft.claim("htm", "POST").signedBy(HOLDER))));
        assertEquals(Optional.empty(), Stage.reason(proven(draft.signedBy(HOLDER))));
    }

    @Test
    void o26TwoProofsAndNoneAreRefused() {
        String proof = proof().signedBy(HOLDER);
        assertEquals(
                Optional.of(Reason.DPOP_PROOF_INVALID),
                Stage.reason(present("DPoP", token, proof, proof().signedBy(HOLDER))));
        assertEquals(Optional.of(Reason.BINDING_MISSING), Stage.reason(present("DPoP", token)));
        assertEquals(Optional.empty(), Stage.reason(present("DPoP", token, proof)));
    }

    /** RFC 9449 section 7.1: a bound token is no bearer token, and a bearer token needs no proof. */
    @Test
    void o26SchemeMustBeTheTokensOwn() {
        honestTwinPasses();
        assertEquals(
                Optional.of(Reason.BINDING_MISSING), Stage.reason(present("Bearer", token, proof().signedBy(HOLDER))));
        assertEquals(
                Optional.of(Reason.BINDING_MISSING),
                Stage.reason(present("DPoP", stage.honest(), proof().signedBy(HOLDER))));
        assertEquals(Optional.empty(), Stage.reason(stage.check(stage.honest())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://reports.example.com/2026",
                "https://REPORTS.example.com/2026",
                "https://reports.example.com:443/2026",
                "https://reports.example.com/%32026",
                "https://reports.example.com/2026?year=2026",
                "https://reports.example.com/2026#top"
            })
    void sameAddressInAnotherSpellingIsTheSame(String htu) {
        assertEquals(
                Optional.empty(), Stage.reason(proven(proof().claim("htu", htu).signedBy(HOLDER))));
    }

    @Test
    void serviceThatKnowsNoAddressTakesNoProofs() {
        try (Stage other = Stage.open(settings ->
                new Settings(settings.issuer(), "reports", settings.tokens(), settings.proofs(), settings.broker()))) {
            String here = other.token()
                    .audience("reports")
                    .claim("cnf", Map.of("jkt", thumbprint(HOLDER)))
                    .signedBy(other.ec);
            String proof = proof().claim("ath", Sha256.base64Url(here)).signedBy(HOLDER);
            Outcome<VerifiedSession> outcome = other.server.check(request("DPoP", here, proof));
            assertEquals(Optional.of(Reason.DPOP_PROOF_INVALID), Stage.reason(outcome));
            assertTrue(outcome.refusal().orElseThrow().detail().contains("publicUrl"));
        }
    }

    @Test
    void pathPrefixOfAProxyIsPartOfTheAddress() {
        URI outside = URI.create("https://api.example.com/reports");
        try (Stage other =
                Stage.open(settings -> settings.with(settings.proofs().at(outside)))) {
            String here = other.token()
                    .claim("cnf", Map.of("jkt", thumbprint(HOLDER)))
                    .signedBy(other.ec);
            TokenDraft proof = proof().claim("ath", Sha256.base64Url(here));
            String good = proof.claim("htu", outside + "/2026").signedBy(HOLDER);
            assertEquals(Optional.empty(), Stage.reason(other.server.check(request("DPoP", here, good))));
            String bad = proof.claim("jti", "2").signedBy(HOLDER);
            assertEquals(
                    Optional.of(Reason.DPOP_PROOF_INVALID),
                    Stage.reason(other.server.check(request("DPoP", here, bad))));
        }
    }

    @Test
    void bearerTokensAreRefusedWhereBindingIsRequired() {
        try (Stage strict =
                Stage.open(settings -> settings.with(settings.proofs().with(ProofSettings.Binding.REQUIRED)))) {
            assertEquals(Optional.of(Reason.BINDING_MISSING), Stage.reason(strict.check(strict.honest())));
            String here = strict.token()
                    .claim("cnf", Map.of("jkt", thumbprint(HOLDER)))
                    .signedBy(strict.ec);
            String proof = proof().claim("ath", Sha256.base64Url(here)).signedBy(HOLDER);
            assertEquals(Optional.empty(), Stage.reason(strict.server.check(request("DPoP", here, proof))));
        }
    }

    /** A full memory refuses rather than forget; proofs are forgotten when they are too old to be used. */
    @Test
    void fullMemoryRefusesUntilProofsAreTooOld() {
        var brief = new BrokerSettings.Feed(Duration.ofSeconds(30), Duration.ofSeconds(1));
        try (Stage full = Stage.open(settings -> settings.with(settings.broker().with(brief)))) {
            String here =
                    full.token().claim("cnf", Map.of("jkt", thumbprint(HOLDER))).signedBy(full.ec);
            TokenDraft draft = proof().claim("ath", Sha256.base64Url(here));
            for (int i = 0; i < 1000; i++) {
                String proof = draft.claim("jti", "p" + i).signedBy(HOLDER);
                assertEquals(Optional.empty(), Stage.reason(full.server.check(request("DPoP", here, proof))));
            }
            String next = draft.claim("jti", "next").signedBy(HOLDER);
            assertEquals(
                    Optional.of(Reason.REPLAY_MEMORY_FULL),
                    Stage.reason(full.server.check(request("DPoP", here, next))));
            String seen = draft.claim("jti", "p1").signedBy(HOLDER);
            assertEquals(
                    Optional.of(Reason.DPOP_PROOF_REPLAYED),
                    Stage.reason(full.server.check(request("DPoP", here, seen))));
            full.clock.advance(Duration.ofSeconds(122));
            Eventually.holds(full.server::isReady);
            String later =
                    draft.claim("iat", full.clock.instant().getEpochSecond()).signedBy(HOLDER);
            assertEquals(Optional.empty(), Stage.reason(full.server.check(request("DPoP", here, later))));
        }
    }

    private Arguments bad(String name, TokenDraft draft) {
        return Arguments.of(name, Reason.DPOP_PROOF_INVALID, draft, HOLDER);
    }

    private void honestTwinPasses() {
        assertEquals(Optional.empty(), Stage.reason(proven(proof().signedBy(HOLDER))));
    }

    private Outcome<VerifiedSession> proven(String proof) {
        return present("DPoP", token, proof);
    }

    private Outcome<VerifiedSession> present(String scheme, String presented, String... proofs) {
        return stage.server.check(request(scheme, presented, proofs));
    }

    private static Presented request(String scheme, String presented, String... proofs) {
        return new Presented("GET", "/2026", List.of(scheme + " " + presented), List.of(proofs), Optional.empty());
    }

    private String bound(SigningKey key) {
        return stage.token().claim("cnf", Map.of("jkt", thumbprint(key))).signedBy(stage.ec);
    }

    private TokenDraft proof() {
        return withKey(HOLDER.jwk());
    }

    private TokenDraft withKey(Map<String, Object> jwk) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", "proof-" + serial.incrementAndGet());
        claims.put("htm", "GET");
        claims.put("htu", ADDRESS);
        claims.put("iat", stage.clock.instant().getEpochSecond());
        claims.put("ath", Sha256.base64Url(token));
        return new TokenDraft(Map.of("typ", "dpop+jwt", "jwk", jwk), claims);
    }

    private static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        changed.put(name, value);
        return changed;
    }

    /** RFC 7638, written out by hand. */
    private static String thumbprint(SigningKey key) {
        Map<String, Object> jwk = key.jwk();
        Map<String, Object> required = new LinkedHashMap<>();
        for (String name : List.of("crv", "kty", "x", "y")) {
            required.put(name, jwk.get(name));
        }
        return Sha256.base64Url(JsonWriter.write(required));
    }
}
