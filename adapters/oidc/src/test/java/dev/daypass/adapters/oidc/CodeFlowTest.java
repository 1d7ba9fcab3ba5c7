package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.testkit.jwt.CodeFlow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The honest way through the code flow, and what is said on it. */
final class CodeFlowTest {
    private static final String PAR = "pushed_authorization_request_endpoint";
    private static final String USERINFO = "userinfo_endpoint";

    @Test
    void departureAsksForACodeWithEverythingThatBindsIt() {
        try (var stage = LoginStage.open(LoginStage.usual())) {
            URI to = stage.departed();
            Map<String, String> asked = stage.flow.asked(to);

            assertTrue(to.toString().startsWith(stage.tokens.issuer.issuer() + "/authorize?"));
            assertEquals("code", asked.get("response_type"));
            assertEquals("daypass", asked.get("client_id"));
            assertEquals(LoginStage.CALLBACK, asked.get("redirect_uri"));
            assertEquals("openid profile email", asked.get("scope"));
            assertEquals("state-1", asked.get("state"));
            assertEquals("nonce-1", asked.get("nonce"));
            assertEquals("S256", asked.get("code_challenge_method"));
            assertFalse(to.toString().contains("verifier-"));
            assertEquals(List.of(), stage.received());
        }
    }

    @Test
    void wishesAreSaid() {
        var signIn = new TokenSettings.SignIn(
                List.of("openid", "groups"),
                List.of("mfa", "phr"),
                TokenSettings.Pushed.NEVER,
                TokenSettings.Userinfo.NEVER);
        try (var stage = LoginStage.open(LoginStage.client(Optional.of("s"), Optional.empty(), signIn), PAR)) {
            var outcome = stage.depart(new LoginStart.Wishes(true, Optional.of("a&b@corp.example.com")));
            Map<String, String> asked = stage.flow.asked(
                    ((dev.daypass.core.login.Departure.Redirect) outcome.value().orElseThrow()).to());

            assertEquals("openid groups", asked.get("scope"));
            assertEquals("mfa phr", asked.get("acr_values"));
            assertEquals("login", asked.get("prompt"));
            assertEquals("0", asked.get("max_age"));
            assertEquals("a&b@corp.example.com", asked.get("login_hint"));
        }
    }

    @Test
    void personSignsInAndUserinfoAddsToTheToken() {
        try (var stage = LoginStage.open(LoginStage.usual(), USERINFO)) {
            var identity = stage.signIn().value().orElseThrow().identity();

            assertEquals("alice", identity.subject().value());
            assertEquals(List.of("R&D"), identity.attributes().texts("department"));
            assertEquals(
                    List.of("alice@corp.example.com"), identity.attributes().texts("email")); // the signed one counts
            assertFalse(identity.attributes().has("at_hash"));
        }
    }

    @Test
    void userinfoIsNotAskedWhereItIsTurnedOff() {
        var signIn = new TokenSettings.SignIn(
                List.of("openid"), List.of(), TokenSettings.Pushed.NEVER, TokenSettings.Userinfo.NEVER);
        try (var stage = LoginStage.open(LoginStage.client(Optional.of("s"), Optional.empty(), signIn), USERINFO)) {
            assertFalse(
                    stage.signIn().value().orElseThrow().identity().attributes().has("department"));
        }
    }

    @Test
    void secretGoesIntoTheHeaderUnlessTheProviderWantsItInTheForm() {
        try (var stage = LoginStage.open(LoginStage.usual())) {
            assertTrue(stage.signIn().value().isPresent());
            CodeFlow.Received basic = stage.received().get(0);
            assertEquals(
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString("daypass:s3cret%3A%2B".getBytes(StandardCharsets.US_ASCII)),
                    basic.authorization());
            assertFalse(basic.form().containsKey("client_secret"));
        }
        try (var stage = new LoginStage()) {
            stage.announce(Map.of("token_endpoint_auth_methods_supported", List.of("client_secret_post")));
            stage.use(LoginStage.usual());
            assertTrue(stage.signIn().value().isPresent());
            CodeFlow.Received post = stage.received().get(0);
            assertEquals("", post.authorization());
            assertEquals("s3cret:+", post.form().get("client_secret"));
        }
    }

    @Test
    void publicClientNamesItselfOnly() {
        var client = LoginStage.client(Optional.empty(), Optional.empty(), TokenSettings.SignIn.usual());
        try (var stage = LoginStage.open(client)) {
            assertTrue(stage.signIn().value().isPresent());
            assertEquals("daypass", stage.received().get(0).form().get("client_id"));
            assertEquals("", stage.received().get(0).authorization());
        }
    }

    /** O21: the audience is the issuer alone, so that no other server can make use of the assertion. */
    @Test
    void o21AssertionIsForThisProviderAlone() throws Exception {
        KeyPair pair = ecKeys();
        var client = LoginStage.client(Optional.of("s"), Optional.of(pem(pair)), TokenSettings.SignIn.usual());
        try (var stage = LoginStage.open(client, PAR)) {
            assertTrue(stage.signIn().value().isPresent());
            for (CodeFlow.Received request : stage.received()) {
                var assertion = SignedJWT.parse(request.form().getOrDefault("client_assertion", ""));

                assertTrue(assertion.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())));
                assertEquals(
                        stage.tokens.issuer.issuer(),
                        assertion.getPayload().toJSONObject().get("aud"));
                assertEquals("daypass", assertion.getJWTClaimsSet().getIssuer());
                assertEquals("daypass", assertion.getJWTClaimsSet().getSubject());
                assertEquals("assertion-1", assertion.getJWTClaimsSet().getJWTID());
                assertFalse(request.form().containsKey("client_secret"));
            }
            assertEquals(
                    List.of("/par", "/token"),
                    stage.received().stream().map(CodeFlow.Received::path).toList());
        }
    }

    @Test
    void pushedRequestLeavesOnlyItsNameToTheBrowser() {
        try (var stage = LoginStage.open(LoginStage.usual(), PAR)) {
            URI to = stage.departed();

            assertTrue(to.getQuery().startsWith("client_id=daypass&request_uri=urn:ietf:params:oauth:request_uri:"));
            assertEquals("nonce-1", stage.flow.asked(to).get("nonce"));
            assertTrue(stage.signIn().value().isPresent());
        }
    }

    @Test
    void requestThatMustBePushedIsNotSentOtherwise() {
        var signIn = new TokenSettings.SignIn(
                List.of("openid"), List.of(), TokenSettings.Pushed.ALWAYS, TokenSettings.Userinfo.NEVER);
        try (var stage = LoginStage.open(LoginStage.client(Optional.of("s"), Optional.empty(), signIn), PAR)) {
            assertTrue(stage.signIn().value().isPresent());
            stage.announce();
            stage.tokens.use(Settings.refresh(stage.tokens.settings(), Duration.ofMinutes(9), Duration.ofHours(1)));
            assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(stage.depart()));
        }
    }

    /** Keys that are configured leave the endpoints to discovery, which is asked when the first person comes. */
    @Test
    void providerWithConfiguredKeysSignsPeopleInToo() {
        try (var stage = LoginStage.open(LoginStage.usual())) {
            stage.announce(Map.of("authorization_endpoint", "http://idp.example.com/authorize"));
            stage.tokens.use(Settings.keysAt(stage.tokens.settings(), stage.tokens.issuer.jwks()));
            assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(stage.depart()));

            stage.announce();
            stage.tokens.clock.advance(Duration.ofMinutes(11));
            assertTrue(stage.signIn().value().isPresent());

            stage.tokens.issuer.announce("https://evil.example.com", "https://evil.example.com/keys");
            stage.tokens.clock.advance(Duration.ofMinutes(11));
            assertTrue(stage.signIn().value().isPresent()); // what was good serves until it is too old
            stage.tokens.clock.advance(Duration.ofHours(13));
            assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(stage.depart()));
        }
    }

    static KeyPair ecKeys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
