package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.signin.Proof;
import dev.daypass.testkit.jwt.CodeFault;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider, a browser or somebody between them can do wrong in the code flow. The honest twin passes first. */
final class CodeFlowAttackTest {
    private final LoginStage stage = LoginStage.open(LoginStage.usual(), "userinfo_endpoint");

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DOWN, PROVIDER_UNREACHABLE",
        "HTML, PROVIDER_NOT_READY",
        "HUGE, PROVIDER_UNREACHABLE",
        "REDIRECT, PROVIDER_NOT_READY",
        "HOSTILE_ERROR, LOGIN_FAILED_AT_PROVIDER",
        "NO_ID_TOKEN, PROVIDER_NOT_READY",
        "OTHER_TOKEN_TYPE, PROVIDER_NOT_READY",
        "ACCESS_TOKEN_WITH_LINE_END, PROVIDER_NOT_READY",
        "NO_NONCE, IN_RESPONSE_TO_MISMATCH",
        "OTHER_NONCE, IN_RESPONSE_TO_MISMATCH",
        "OTHER_AT_HASH, TOKEN_CLAIM_INVALID",
        "NUMBER_FOR_AT_HASH, TOKEN_CLAIM_INVALID",
        "USERINFO_OF_ANOTHER, TOKEN_CLAIM_INVALID",
        "USERINFO_OF_NOBODY, TOKEN_CLAIM_INVALID",
        "USERINFO_SIGNED, PROVIDER_NOT_READY",
        "USERINFO_OVERAGE, ATTRIBUTE_INVALID",
        "USERINFO_REFUSES, LOGIN_FAILED_AT_PROVIDER"
    })
    void o04o05o08ProviderThatMisbehavesIsRefused(CodeFault fault, Reason reason) {
        honestTwinPasses();
        stage.flow.fail(fault);
        assertEquals(Optional.of(reason), TokenStage.reason(stage.signIn()));
        stage.flow.fail(CodeFault.NONE);
        honestTwinPasses();
    }

    /** A request that is pushed goes no other way when that fails: what it holds is not for the browser. */
    @ParameterizedTest(name = "pushedRequest{0}IsRefused")
    @CsvSource({
        "DOWN, PROVIDER_UNREACHABLE",
        "HTML, PROVIDER_NOT_READY",
        "HOSTILE_ERROR, LOGIN_FAILED_AT_PROVIDER",
        "LONG_REQUEST_URI, PROVIDER_NOT_READY"
    })
    void pushedRequestThatFailsIsRefused(CodeFault fault, Reason reason) {
        try (var pushing = LoginStage.open(LoginStage.usual(), "pushed_authorization_request_endpoint")) {
            assertTrue(pushing.signIn().value().isPresent());
            pushing.flow.fail(fault);
            assertEquals(Optional.of(reason), TokenStage.reason(pushing.depart()));
        }
    }

    /** What the provider writes is for the audit, on one line, and never for the page. */
    @Test
    void errorTextOfTheProviderIsNeverShown() {
        honestTwinPasses();
        stage.flow.fail(CodeFault.HOSTILE_ERROR);
        Refusal refusal = stage.signIn().refusal().orElseThrow();

        assertFalse(refusal.publicMessage().contains("script"));
        assertTrue(refusal.auditDetail().contains("<script>alert(1)</script>"));
        assertFalse(refusal.auditDetail().contains("\n"));
        assertFalse(refusal.auditDetail().contains("`line`"));
    }

    @Test
    void o12AnswerOfAnotherIssuerNeverReachesTheTokenEndpoint() {
        honestTwinPasses();
        String code = stage.flow.authorize(stage.departed());
        int before = stage.received().size();

        var mixedUp = stage.redeem(code, Optional.of("https://evil.example.com"));
        assertEquals(Optional.of(Reason.ISSUER_MISMATCH), TokenStage.reason(mixedUp));
        assertEquals(before, stage.received().size());
        assertTrue(stage.redeem(code, Optional.of(stage.tokens.issuer.issuer()))
                .value()
                .isPresent());
    }

    @Test
    void o12MissingIssuerIsRefusedWhereTheProviderNamesItself() {
        honestTwinPasses();
        stage.announce(Map.of("authorization_response_iss_parameter_supported", true));
        readAgain();
        String code = stage.flow.authorize(stage.departed());

        assertEquals(Optional.of(Reason.ISSUER_MISMATCH), TokenStage.reason(stage.redeem(code, Optional.empty())));
        assertTrue(stage.redeem(code, Optional.of(stage.tokens.issuer.issuer()))
                .value()
                .isPresent());
    }

    /** O14, O16: a code that was stolen, used before, or answers another challenge brings nothing. */
    @Test
    void o14o16CodeOfAnotherLoginIsRefused() {
        honestTwinPasses();
        URI departed = stage.departed();
        String stolen = stage.flow.authorize(
                URI.create(departed.toString().replaceFirst("code_challenge=[^&]+", "code_challenge=another")));
        assertEquals(
                Optional.of(Reason.LOGIN_FAILED_AT_PROVIDER),
                TokenStage.reason(stage.redeem(stolen, Optional.empty())));

        String code = stage.flow.authorize(departed);
        assertTrue(stage.redeem(code, Optional.empty()).value().isPresent());
        var again = stage.redeem(code, Optional.empty());
        assertEquals(Optional.of(Reason.LOGIN_FAILED_AT_PROVIDER), TokenStage.reason(again));
        assertTrue(again.refusal().orElseThrow().publicMessage().contains("sign in again"));
    }

    /** O14: the answer is spent at sign-in; here the provider sees that one of many redemptions wins. */
    @Test
    void o14OneOfManyRedemptionsWins() throws Exception {
        honestTwinPasses();
        String code = stage.flow.authorize(stage.departed());
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Outcome<Proof.Jwt>>> many =
                    Collections.nCopies(8, () -> stage.redeem(code, Optional.empty()));
            int won = 0;
            for (Future<Outcome<Proof.Jwt>> answer : threads.invokeAll(many)) {
                won += answer.get().value().isPresent() ? 1 : 0;
            }
            assertEquals(1, won);
        } finally {
            threads.shutdownNow();
        }
    }

    /** O13: a code injected from another login is caught by its nonce even where the provider checks no challenge. */
    @Test
    void o13TokenOfAnotherLoginIsRefusedByItsNonce() {
        honestTwinPasses();
        var foreign = new Proof.Jwt(
                stage.tokens.issuer.sign(stage.tokens.issuer.token().claim("nonce", "other-login")));
        var own = new Proof.Jwt(
                stage.tokens.issuer.sign(stage.tokens.issuer.token().claim("nonce", "nonce-1")));

        assertTrue(stage.verify(own).value().isPresent());
        assertEquals(Optional.of(Reason.IN_RESPONSE_TO_MISMATCH), TokenStage.reason(stage.verify(foreign)));
    }

    @Test
    void o07LowerClassOfAuthenticationIsRefused() {
        honestTwinPasses();
        var signIn = new TokenSettings.SignIn(
                List.of("openid"), List.of("mfa", "phr"), TokenSettings.Pushed.NEVER, TokenSettings.Userinfo.NEVER);
        stage.use(LoginStage.client(Optional.of("s"), Optional.empty(), signIn));
        TokenIssuer issuer = stage.tokens.issuer;

        assertTrue(
                stage.tokens.verify(issuer.token().claim("acr", "phr")).value().isPresent());
        for (var draft : List.of(issuer.token(), issuer.token().claim("acr", "pwd"))) {
            assertEquals(Optional.of(Reason.REQUIREMENT_NOT_MET), TokenStage.reason(stage.tokens.verify(draft)));
        }
    }

    @Test
    void o07MaxAgeIsAskedForAndChecked() {
        honestTwinPasses();
        stage.tokens.use(Settings.maxAge(stage.tokens.settings(), Duration.ofMinutes(30)));
        TokenIssuer issuer = stage.tokens.issuer;
        long now = stage.tokens.clock.instant().getEpochSecond();

        assertEquals("1800", stage.flow.asked(stage.departed()).get("max_age"));
        assertTrue(stage.tokens
                .verify(issuer.token().claim("auth_time", now))
                .value()
                .isPresent());
        assertEquals(
                Optional.of(Reason.AUTHENTICATION_TOO_OLD),
                TokenStage.reason(stage.tokens.verify(issuer.token().claim("auth_time", now - 2000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.com/authorize",
                "javascript:alert(1)",
                "file:///etc/hostname",
                "https://user@idp.example.com/authorize",
                "/authorize"
            })
    void o11EndpointAtAForbiddenAddressIsAsGoodAsNone(String address) {
        honestTwinPasses();
        stage.announce(Map.of("authorization_endpoint", address));
        readAgain();
        assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(stage.depart()));
    }

    @Test
    void o11TokenEndpointAtAForbiddenAddressIsNeverAsked() {
        honestTwinPasses();
        stage.announce(Map.of("token_endpoint", "http://169.254.169.254/token"));
        readAgain();
        assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(stage.redeem("code", Optional.empty())));
    }

    /** A provider that answers to nobody takes some threads for ten seconds, and no more than some. */
    @Test
    void providerThatNeverEndsItsAnswerHoldsNotAllThreads() throws Exception {
        honestTwinPasses();
        stage.flow.fail(CodeFault.STUCK);
        Instant before = Instant.now();
        var threads = Executors.newFixedThreadPool(24);
        try {
            var flood = new ArrayList<Callable<Outcome<Proof.Jwt>>>(
                    Collections.nCopies(24, () -> stage.redeem("code", Optional.empty())));
            int turnedAway = 0;
            for (Future<Outcome<Proof.Jwt>> answer : threads.invokeAll(flood)) {
                Refusal refusal = answer.get().refusal().orElseThrow();
                assertEquals(Reason.PROVIDER_UNREACHABLE, refusal.reason());
                turnedAway += refusal.auditDetail().startsWith("16 requests wait") ? 1 : 0;
            }
            assertTrue(turnedAway >= 8, () -> "too many waited");
            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 20);
        } finally {
            threads.shutdownNow();
        }
    }

    private void readAgain() {
        stage.tokens.use(Settings.refresh(stage.tokens.settings(), Duration.ofMinutes(9), Duration.ofHours(1)));
    }

    private void honestTwinPasses() {
        var outcome = stage.signIn();
        assertTrue(outcome.value().isPresent(), () -> outcome.refusal().toString());
    }
}
