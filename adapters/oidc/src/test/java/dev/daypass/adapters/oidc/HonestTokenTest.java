package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an honest token becomes. */
final class HonestTokenTest {
    private final TokenStage stage = TokenStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyListedAlgorithmVerifies() {
        SigningKey pss = SigningKeys.RSA_NEXT.with("PS256");
        List<SigningKey> keys = List.of(
                stage.rsa, stage.ec, pss, SigningKey.ec384("ec-384"), SigningKey.ec521("ec-521"), SigningKeys.ED25519);
        keys.stream().skip(2).forEach(stage.issuer::rotate);
        stage.use(Settings.refresh(stage.settings(), Duration.ofMinutes(5), Duration.ofHours(1)));
        for (SigningKey key : keys) {
            Outcome<Verified> outcome = stage.verify(stage.issuer.token().signedBy(key));
            assertTrue(outcome.value().isPresent(), key + ": " + outcome.refusal());
        }
    }

    @Test
    void identityHoldsWhatTheTokenSays() {
        Instant loggedIn = stage.clock.instant().minusSeconds(90);
        Identity identity = identity(stage.issuer
                .token()
                .claim("azp", TokenIssuer.AUDIENCE)
                .claim("auth_time", loggedIn)
                .claim("acr", "urn:mfa")
                .claim("amr", List.of("pwd", "otp"))
                .claim("sid", "s-17"));
        assertEquals(TokenStage.PROVIDER, identity.provider());
        assertEquals(stage.issuer.issuer(), identity.issuer());
        assertEquals("alice", identity.subject().value());
        assertEquals(Optional.empty(), identity.subject().format());
        assertEquals(List.of(TokenIssuer.AUDIENCE), identity.audiences());
        assertEquals(Optional.of(TokenIssuer.AUDIENCE), identity.authorizedParty());
        assertEquals(Optional.of(loggedIn), identity.authentication().instant());
        assertEquals(Optional.of("urn:mfa"), identity.authentication().contextClass());
        assertEquals(List.of("pwd", "otp"), identity.authentication().methods());
        assertEquals(Optional.of("s-17"), identity.authentication().sessionIndex());
    }

    @Test
    void claimsBecomeTypedAttributes() {
        Identity identity = identity(stage.issuer
                .token()
                .claim("email_verified", true)
                .claim("level", 3)
                .claim("score", 0.5)
                .claim("matrix", List.of(List.of(1, 2), List.of(3)))
                .claim("realm_access", Map.of("roles", List.of("admin", "user"))));
        assertEquals(List.of("Engineers", "Everybody"), identity.attributes().texts("groups"));
        assertEquals(
                List.of(new AttributeValue.Flag(true)), identity.attributes().all("email_verified"));
        assertEquals(List.of(new AttributeValue.Whole(3)), identity.attributes().all("level"));
        assertEquals(
                List.of(new AttributeValue.Fraction(0.5)), identity.attributes().all("score"));
        assertEquals(
                List.of(AttributeValue.of("admin"), AttributeValue.of("user")),
                member(structure(identity, "realm_access"), "roles"));
        var row = (AttributeValue.Structure) identity.attributes().all("matrix").get(0);
        assertEquals(List.of(new AttributeValue.Whole(2)), member(row, "1"));
        assertFalse(identity.attributes().has("exp"), "claims about the token are no attributes");
    }

    @Test
    void awsClaimsStayReadable() {
        Identity identity = identity(stage.issuer
                .token()
                .claim("https://aws.amazon.com/source_identity", "alice")
                .claim(
                        "https://aws.amazon.com/tags",
                        Map.of(
                                "principal_tags",
                                Map.of("Project", List.of("Unicorn")),
                                "transitive_tag_keys",
                                List.of("Project"))));
        AttributeValue.Structure tags = structure(identity, "https://aws.amazon.com/tags");
        var principal =
                (AttributeValue.Structure) member(tags, "principal_tags").get(0);
        assertEquals(List.of(AttributeValue.of("Unicorn")), member(principal, "Project"));
        assertEquals(List.of(AttributeValue.of("Project")), member(tags, "transitive_tag_keys"));
        assertEquals(List.of("alice"), identity.attributes().texts("https://aws.amazon.com/source_identity"));
    }

    @Test
    void proofIsNamedByItsIdAndForgottenAfterTheSkew() {
        TokenDraft draft = stage.issuer.token().claim("jti", "t-17");
        Verified verified = stage.verify(draft).value().orElseThrow();
        assertEquals("t-17", verified.identity().proofId());
        assertEquals(Optional.of(stage.issuer.issuer() + " t-17"), verified.replayKey());
        assertEquals(stage.clock.instant().plus(Duration.ofMinutes(6)), verified.until());
    }

    /** J14, section 0.3: whoever holds an ECDSA token can make a second valid text of it, and it stays the same proof. */
    @Test
    void j14SecondSignatureOfOneTokenIsTheSameProof() {
        String honest = stage.issuer.token().without("jti").signedBy(stage.ec);
        String twin = withNegatedS(honest);
        assertNotEquals(honest, twin);
        Verified first = stage.verify(honest).value().orElseThrow();
        Verified second = stage.verify(twin).value().orElseThrow();
        assertEquals(first.replayKey(), second.replayKey());
        String other = stage.issuer.token().without("jti").subject("bob").signedBy(stage.ec);
        assertNotEquals(
                first.replayKey(), stage.verify(other).value().orElseThrow().replayKey());
    }

    @Test
    void timesMayHaveFractions() {
        double now = stage.clock.instant().getEpochSecond();
        assertTrue(stage.verify(stage.issuer.token().claim("iat", now + 0.25).claim("exp", now + 30.5))
                .value()
                .isPresent());
    }

    @Test
    void typeMayBeAbsentOrInFull() {
        String bare = "{\"alg\":\"RS256\",\"kid\":\"" + stage.rsa.kid() + "\"}";
        assertTrue(stage.verify(TestTokens.sign(bare, stage.issuer.token(), stage.rsa))
                .value()
                .isPresent());
        assertTrue(stage.verify(stage.issuer.token().header("typ", "application/JWT"))
                .value()
                .isPresent());
    }

    @Test
    void onlyFittingKeyServesATokenThatNamesNone() {
        assertTrue(stage.verify(TestTokens.sign("{\"alg\":\"RS256\"}", stage.issuer.token(), stage.rsa))
                .value()
                .isPresent());
    }

    /** A CI job's token: no {@code iat} is needed, several of our own audiences, a path as its subject. */
    @Test
    void bareIssuerNeedsLess() {
        stage.use(Settings.audiences(Settings.bare(stage.settings()), TokenIssuer.AUDIENCE, "daypass-eu"));
        TokenDraft job = stage.issuer
                .token()
                .without("iat")
                .without("jti")
                .subject("repo:octo/app:environment:" + "e".repeat(300))
                .audience("daypass-eu", TokenIssuer.AUDIENCE)
                .claim("azp", "somebody-else");
        assertTrue(stage.verify(job).value().isPresent());
    }

    @Test
    void nothingPersonalIsInAnyText() {
        Verified verified = stage.verify(stage.issuer.token()).value().orElseThrow();
        assertFalse(verified.identity().toString().contains("alice"));
    }

    private Identity identity(TokenDraft draft) {
        return stage.verify(draft).value().orElseThrow().identity();
    }

    private static AttributeValue.Structure structure(Identity identity, String claim) {
        return (AttributeValue.Structure) identity.attributes().all(claim).get(0);
    }

    private static List<AttributeValue> member(AttributeValue.Structure structure, String name) {
        return structure.members().getOrDefault(name, List.of());
    }

    /** {@code (r, n - s)} verifies wherever {@code (r, s)} does. */
    private String withNegatedS(String token) {
        int dot = token.lastIndexOf('.') + 1;
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot));
        BigInteger order =
                ((ECPublicKey) stage.ec.pair().getPublic()).getParams().getOrder();
        byte[] negated = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)))
                .toByteArray();
        Arrays.fill(signature, 32, 64, (byte) 0);
        int taken = Math.min(32, negated.length);
        System.arraycopy(negated, negated.length - taken, signature, 64 - taken, taken);
        return token.substring(0, dot) + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
