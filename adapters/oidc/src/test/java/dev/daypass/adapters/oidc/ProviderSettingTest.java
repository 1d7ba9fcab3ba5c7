package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that depend on what a provider's settings demand, honest twin first. */
final class ProviderSettingTest {
    private final TokenStage stage = TokenStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void j03AlgorithmTakenFromTheSettingsIsRefused() {
        granted(stage.issuer.token().signedBy(stage.ec));
        stage.use(Settings.algorithms(stage.settings(), "RS256"));
        granted(stage.issuer.token().signedBy(stage.rsa));
        refused(Reason.TOKEN_ALGORITHM, stage.issuer.token().signedBy(stage.ec));
    }

    @Test
    void j09AccessTokenIsTakenOnlyWhereListed() {
        String access = stage.issuer.token().header("typ", "at+jwt").signedBy(stage.rsa);
        refused(Reason.TOKEN_TYPE, access);
        stage.use(Settings.types(Settings.bare(stage.settings()), "at+jwt"));
        granted(access);
        refused(Reason.TOKEN_TYPE, stage.issuer.token().signedBy(stage.rsa));
    }

    @Test
    void o02SeveralAudiencesNeedAnAuthorizedParty() {
        stage.use(Settings.audiences(stage.settings(), TokenIssuer.AUDIENCE, "portal"));
        TokenDraft both = stage.issuer.token().audience(TokenIssuer.AUDIENCE, "portal");
        granted(both.claim("azp", TokenIssuer.AUDIENCE).signedBy(stage.rsa));
        refused(Reason.AUTHORIZED_PARTY_MISMATCH, both.signedBy(stage.rsa));
        refused(Reason.AUTHORIZED_PARTY_MISMATCH, both.claim("azp", "portal").signedBy(stage.rsa));
    }

    @Test
    void o04NonceWeSentMustComeBack() {
        var expectation = new Expectation(Optional.empty(), Optional.of("n-1"), Optional.empty());
        String honest = stage.issuer.token().claim("nonce", "n-1").signedBy(stage.rsa);
        assertTrue(stage.verify(honest, expectation).value().isPresent());
        for (TokenDraft bad : List.of(
                stage.issuer.token(),
                stage.issuer.token().claim("nonce", "n-2"),
                stage.issuer.token().claim("nonce", ""))) {
            assertEquals(
                    Optional.of(Reason.IN_RESPONSE_TO_MISMATCH),
                    TokenStage.reason(stage.verify(bad.signedBy(stage.rsa), expectation)));
        }
    }

    @Test
    void nonceOfAClientIsNoneOfOurs() {
        granted(stage.issuer.token().claim("nonce", "the client's own").signedBy(stage.rsa));
    }

    @Test
    void o07AuthenticationOlderThanAllowedIsRefused() {
        stage.use(Settings.maxAge(stage.settings(), Duration.ofMinutes(10)));
        TokenDraft token = stage.issuer.token();
        granted(token.claim("auth_time", stage.clock.instant().minusSeconds(540))
                .signedBy(stage.rsa));
        refused(
                Reason.AUTHENTICATION_TOO_OLD,
                token.claim("auth_time", stage.clock.instant().minusSeconds(700))
                        .signedBy(stage.rsa));
        refused(Reason.AUTHENTICATION_TOO_OLD, token.signedBy(stage.rsa));
    }

    @Test
    void o07WeakerContextClassThanRequiredIsRefused() {
        stage.use(Settings.required(stage.settings(), Map.of("acr", "urn:mfa")));
        granted(stage.issuer.token().claim("acr", "urn:mfa").signedBy(stage.rsa));
        refused(
                Reason.TOKEN_CLAIM_INVALID,
                stage.issuer.token().claim("acr", "urn:password").signedBy(stage.rsa));
        refused(Reason.TOKEN_CLAIM_INVALID, stage.issuer.token().signedBy(stage.rsa));
    }

    @Test
    void requiredClaimIsExactAndMayBeOneOfAList() {
        stage.use(Settings.required(stage.settings(), Map.of("groups", "Engineers", "email_verified", "true")));
        TokenDraft honest = stage.issuer.token().claim("email_verified", true);
        granted(honest.signedBy(stage.rsa));
        refused(
                Reason.TOKEN_CLAIM_INVALID,
                honest.claim("groups", List.of("engineers")).signedBy(stage.rsa));
        refused(
                Reason.TOKEN_CLAIM_INVALID,
                honest.claim("groups", Map.of("Engineers", 1)).signedBy(stage.rsa));
        refused(
                Reason.TOKEN_CLAIM_INVALID,
                honest.claim("email_verified", false).signedBy(stage.rsa));
    }

    @Test
    void skewReachesExactlyAsFarAsSet() {
        String token = stage.issuer.token().signedBy(stage.rsa);
        granted(token);
        stage.clock.advance(Duration.ofMinutes(6).minusSeconds(1));
        granted(token);
        stage.clock.advance(Duration.ofSeconds(1));
        refused(Reason.PROOF_EXPIRED, token);
    }

    @Test
    void refusalTellsTheAuditWhyAndTheCallerNothing() {
        Outcome<Verified> outcome =
                stage.verify(stage.issuer.token().audience("payroll").signedBy(stage.rsa));
        var refusal = outcome.refusal().orElseThrow();
        assertTrue(refusal.auditDetail().startsWith("O02"), refusal.auditDetail());
        assertFalse(refusal.publicMessage().contains("aud"), refusal.publicMessage());
        assertFalse(refusal.auditDetail().contains("alice"), refusal.auditDetail());
    }

    @Test
    void proofOfAnotherKindIsNoToken() {
        assertEquals(
                Optional.of(Reason.TOKEN_MALFORMED),
                TokenStage.reason(stage.adapter.read(new Proof.SamlResponse("PHNhbWw+"))));
    }

    private void granted(String token) {
        Outcome<Verified> outcome = stage.verify(token);
        assertTrue(outcome.value().isPresent(), () -> outcome.refusal().toString());
    }

    private void refused(Reason reason, String token) {
        assertEquals(Optional.of(reason), TokenStage.reason(stage.verify(token)));
    }
}
