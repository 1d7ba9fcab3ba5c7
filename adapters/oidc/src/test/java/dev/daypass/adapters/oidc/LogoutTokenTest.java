package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.LogoutTokens;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.testkit.jwt.ClaimAttack;
import dev.daypass.testkit.jwt.Forge;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenAttack;
import dev.daypass.testkit.jwt.TokenDraft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logout tokens go through the gates of ID tokens, and no kind of token passes for another (X01, X12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogoutTokenTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final TokenStage stage = TokenStage.open();
    private final LogoutTokens logout = stage.adapter.logoutTokens();
    private final Forge forge = Forge.of(stage.issuer, stage.rsa, stage.ec, stage.issuer::logoutToken);

    @AfterAll
    void close() {
        stage.close();
    }

    private Outcome<LogoutTokens.Notice> verify(String token) {
        return logout.verify(stage.provider(), Secret.of(token), stage.request());
    }

    private Outcome<LogoutTokens.Notice> verify(TokenDraft draft) {
        return verify(draft.signedBy(stage.rsa));
    }

    private void refused(Reason reason, TokenDraft draft) {
        assertTrue(verify(stage.issuer.logoutToken()).value().isPresent());
        assertEquals(Optional.of(reason), TokenStage.reason(verify(draft)), draft.claims()::toString);
    }

    @Test
    void honestTokenSaysWhoseSessionIsOver() {
        LogoutTokens.Notice notice = verify(stage.issuer.logoutToken()).value().orElseThrow();
        assertEquals(Optional.of("alice"), notice.subject());
        assertEquals(Optional.of("s1"), notice.session());
        assertEquals(stage.clock.instant().plus(Duration.ofMinutes(3)), notice.until());
        TokenDraft draft = stage.issuer.logoutToken();
        assertTrue(verify(draft.without("sub")).value().isPresent());
        assertTrue(verify(draft.without("sid")).value().isPresent());
        // As providers before the final specification, and Keycloak, write it.
        assertTrue(verify(draft.header("typ", "JWT").claim("typ", "Logout"))
                .value()
                .isPresent());
        assertTrue(verify(draft.signedBy(SigningKeys.EC)).value().isPresent());
    }

    @ParameterizedTest(name = "X12 {0}")
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "^J09_LOGOUT_TOKEN.*")
    void attackOnTheTokenIsRefused(TokenAttack attack) {
        assertEquals(Optional.of(attack.reason()), TokenStage.reason(verify(attack.token(forge))));
    }

    @ParameterizedTest(name = "X12 {0}")
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "^(O01|O02|O06)_.*")
    void attackOnTheClaimsIsRefused(ClaimAttack attack) {
        assertEquals(Optional.of(attack.reason()), TokenStage.reason(verify(attack.token(forge))));
    }

    @Test
    void x12EventsMustSayLogoutAndNothingElse() {
        TokenDraft draft = stage.issuer.logoutToken();
        refused(Reason.TOKEN_TYPE, draft.without("events"));
        for (Object events : List.of(
                EVENT,
                List.of(EVENT),
                List.of(Map.of(EVENT, Map.of())),
                Map.of(),
                Map.of(EVENT, "yes"),
                Map.of(EVENT, true),
                Map.of(EVENT, List.of()),
                Map.of("http://schemas.openid.net/event/other", Map.of()),
                Map.of(EVENT, Map.of(), "http://schemas.openid.net/event/other", Map.of()))) {
            refused(Reason.TOKEN_TYPE, draft.claim("events", events));
        }
    }

    @Test
    void x12TokenMustNameSomebodyAndItself() {
        TokenDraft draft = stage.issuer.logoutToken();
        refused(Reason.SUBJECT_MISSING, draft.without("sub").without("sid"));
        refused(Reason.SUBJECT_MISSING, draft.subject(""));
        refused(Reason.TOKEN_CLAIM_INVALID, draft.claim("sid", ""));
        refused(Reason.TOKEN_CLAIM_INVALID, draft.claim("sid", List.of("s1")));
        refused(Reason.TOKEN_CLAIM_INVALID, draft.without("jti"));
        refused(Reason.TOKEN_CLAIM_INVALID, draft.claim("nonce", "n"));
        refused(Reason.TOKEN_CLAIM_INVALID, draft.claim("nonce", ""));
    }

    @Test
    void x12TokenThatWasHeldUpIsRefused() {
        long now = stage.clock.instant().getEpochSecond();
        TokenDraft draft = stage.issuer.logoutToken().claim("exp", now + 1_000);
        assertTrue(verify(draft.claim("iat", now - 600)).value().isPresent());
        refused(Reason.PROOF_EXPIRED, draft.claim("iat", now - 700));
    }

    @Test
    void x01NoOtherTokenIsALogoutToken() {
        refused(Reason.TOKEN_TYPE, stage.issuer.token());
        refused(Reason.TOKEN_TYPE, stage.issuer.token().header("typ", "logout+jwt"));
        for (String typ : List.of("at+jwt", "secevent+jwt", "dpop+jwt", "logout", "id+jwt")) {
            refused(Reason.TOKEN_TYPE, stage.issuer.logoutToken().header("typ", typ));
        }
        for (String typ : List.of("ID", "Bearer", "Refresh", "")) {
            refused(Reason.TOKEN_TYPE, stage.issuer.logoutToken().claim("typ", typ));
        }
    }

    @Test
    void x01LogoutTokenIsNoIdToken() {
        TokenDraft draft = stage.issuer.logoutToken();
        assertEquals(Optional.of(Reason.TOKEN_TYPE), TokenStage.reason(stage.verify(draft)));
        assertEquals(Optional.of(Reason.TOKEN_TYPE), TokenStage.reason(stage.verify(draft.header("typ", "JWT"))));
        stage.use(Settings.types(stage.settings(), "jwt", "logout+jwt"));
        assertEquals(Optional.of(Reason.TOKEN_TYPE), TokenStage.reason(stage.verify(draft)));
        stage.use(TokenStage.idTokens(stage.issuer.issuer()));
    }

    /** An age of authentication is asked of ID tokens; a logout token has none to tell. */
    @Test
    void settingsForSigningInDoNotKeepAnybodySignedIn() {
        stage.use(Settings.maxAge(stage.settings(), Duration.ofMinutes(5)));
        assertTrue(verify(stage.issuer.logoutToken()).value().isPresent());
        stage.use(TokenStage.idTokens(stage.issuer.issuer()));
    }

    @Test
    void s88ProviderThatNobodySignsInAtEndsNothing() {
        stage.use(Settings.bare(stage.settings()));
        assertEquals(Optional.of(Reason.PROVIDER_MISMATCH), TokenStage.reason(verify(stage.issuer.logoutToken())));
        stage.use(TokenStage.idTokens(stage.issuer.issuer()));
    }
}
