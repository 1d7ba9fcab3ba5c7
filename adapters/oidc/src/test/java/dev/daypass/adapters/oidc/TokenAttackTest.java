package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.ClaimAttack;
import dev.daypass.testkit.jwt.Forge;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenAttack;
import dev.daypass.testkit.jwt.TokenDraft;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every attack on a token's form, header, signature and claims is refused for its own reason; its honest twin is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenAttackTest {
    private final TokenStage stage = TokenStage.open(SigningKeys.RSA_NEXT);
    private final Forge forge = stage.forge();

    @AfterAll
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void attackOnTheTokenIsRefused(TokenAttack attack) {
        honestTwinsPass();
        assertEquals(Optional.of(attack.reason()), TokenStage.reason(stage.verify(attack.token(forge))));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void attackOnTheClaimsIsRefused(ClaimAttack attack) {
        honestTwinsPass();
        assertEquals(Optional.of(attack.reason()), TokenStage.reason(stage.verify(attack.token(forge))));
    }

    /** J07: two RSA keys take RS256, so a token must say which one signed it. */
    @Test
    void j07KidMissingWithManyKeysIsRefused() {
        honestTwinsPass();
        String nameless = withoutKid(stage.issuer.token());
        assertEquals(Optional.of(Reason.TOKEN_KEY_UNKNOWN), TokenStage.reason(stage.verify(nameless)));
    }

    /** J05: the header's addresses are never looked at: the issuer sees no request for them. */
    @Test
    void j05AddressesInTheHeaderAreNeverFetched() {
        honestTwinsPass();
        int before = stage.issuer.keyRequests();
        stage.verify(TokenAttack.J05_KEY_SET_ADDRESS_IN_THE_HEADER.token(forge));
        stage.verify(TokenAttack.J05_CERTIFICATE_ADDRESS_IN_THE_HEADER.token(forge));
        assertEquals(before, stage.issuer.keyRequests());
    }

    private void honestTwinsPass() {
        assertTrue(
                stage.verify(stage.issuer.token().signedBy(stage.rsa)).value().isPresent());
        assertTrue(stage.verify(stage.issuer.token().signedBy(stage.ec)).value().isPresent());
    }

    private String withoutKid(TokenDraft draft) {
        return TestTokens.sign("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", draft, stage.rsa);
    }
}
