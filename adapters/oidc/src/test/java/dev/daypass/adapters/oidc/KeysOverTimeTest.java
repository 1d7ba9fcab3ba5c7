package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.oidc.keys.KeyHealth;
import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.IssuerFault;
import dev.daypass.testkit.jwt.KeySetAttack;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys come, overlap, go, and fail to come; the clock is moved by hand, so the schedule never runs by itself. */
final class KeysOverTimeTest {
    private final TokenStage stage = TokenStage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void newKeyIsKnownAtItsFirstToken() {
        granted(stage.rsa);
        SigningKey next = SigningKeys.EC_NEXT;
        stage.issuer.rotate(next);
        granted(next);
        granted(stage.rsa);
        assertEquals(2, stage.issuer.keyRequests());
    }

    @Test
    void j07UnknownKeysCauseOneReadingAMinute() {
        granted(stage.rsa);
        SigningKey unknown = SigningKey.ec("never-published");
        IntStream.range(0, 50).parallel().forEach(i -> refused(Reason.TOKEN_KEY_UNKNOWN, unknown));
        assertEquals(2, stage.issuer.keyRequests());
        stage.clock.advance(Duration.ofSeconds(59));
        refused(Reason.TOKEN_KEY_UNKNOWN, unknown);
        assertEquals(2, stage.issuer.keyRequests());
        stage.clock.advance(Duration.ofSeconds(1));
        refused(Reason.TOKEN_KEY_UNKNOWN, unknown);
        assertEquals(3, stage.issuer.keyRequests());
    }

    @Test
    void j22KeyThatMayNotVerifyCausesNoReading() {
        stage.issuer.publish(KeySetAttack.J22_KEY_FOR_ENCRYPTION.keySet(stage.rsa));
        stage.use(Settings.refresh(stage.settings(), Duration.ofMinutes(5), Duration.ofHours(1)));
        granted(stage.rsa);
        int before = stage.issuer.keyRequests();
        refused(Reason.TOKEN_KEY_UNKNOWN, SigningKeys.RSA_NEXT.named("bad"));
        assertEquals(before, stage.issuer.keyRequests());
    }

    @Test
    void j24KeyRemovedUpstreamIsRefusedAfterRefresh() {
        granted(stage.ec);
        stage.issuer.withdraw(stage.ec);
        stage.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        refused(Reason.TOKEN_KEY_UNKNOWN, stage.ec);
        granted(stage.rsa);
    }

    @Test
    void lastGoodKeysServeUntilTheyAreTooOld() {
        granted(stage.rsa);
        stage.issuer.fail(IssuerFault.DOWN);
        stage.clock.advance(Duration.ofHours(12));
        granted(stage.rsa);
        assertEquals(KeyHealth.Condition.STALE, stage.health().condition());
        stage.clock.advance(Duration.ofSeconds(1));
        refused(Reason.PROVIDER_UNREACHABLE, stage.rsa);
        assertEquals(KeyHealth.Condition.FAILED, stage.health().condition());
        stage.issuer.fail(IssuerFault.NONE);
        stage.clock.advance(Duration.ofMinutes(1));
        granted(stage.rsa);
        assertEquals(KeyHealth.Condition.READY, stage.health().condition());
    }

    @Test
    void unknownKeyAtAnIssuerThatIsDownMayBeTriedAgain() {
        granted(stage.rsa);
        SigningKey next = SigningKeys.EC_NEXT;
        stage.issuer.rotate(next);
        stage.issuer.fail(IssuerFault.DOWN);
        refused(Reason.PROVIDER_UNREACHABLE, next);
        granted(stage.rsa);
        stage.issuer.fail(IssuerFault.NONE);
        stage.clock.advance(Duration.ofMinutes(1));
        granted(next);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void badKeySetNeverGetsIn(KeySetAttack attack) {
        granted(stage.rsa);
        stage.issuer.publish(attack.keySet(stage.rsa));
        stage.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        granted(stage.rsa);
        switch (attack.effect()) {
            case SET_REFUSED -> {
                assertEquals(KeyHealth.Condition.STALE, stage.health().condition());
                granted(stage.ec); // the last good set is whole
                stage.clock.advance(Duration.ofHours(13));
                refused(Reason.PROVIDER_NOT_READY, stage.rsa);
            }
            case KEY_LEFT_OUT -> {
                assertEquals(KeyHealth.Condition.READY, stage.health().condition());
                assertEquals(1, stage.health().keys());
                assertTrue(stage.health().problem().orElse("").contains("`bad`"));
                refused(Reason.TOKEN_KEY_UNKNOWN, SigningKeys.RSA_NEXT.named("bad"));
            }
        }
    }

    @Test
    void providerThatWasNeverPreparedIsNotReady() {
        try (TokenStage other = TokenStage.unprepared()) {
            assertEquals(Optional.of(Reason.PROVIDER_NOT_READY), TokenStage.reason(other.verify(other.issuer.token())));
            other.use(other.settings());
            assertTrue(other.verify(other.issuer.token()).value().isPresent());
        }
    }

    @Test
    void reloadWithEqualSettingsKeepsTheKeys() {
        granted(stage.rsa);
        stage.use(TokenStage.idTokens(stage.issuer.issuer()));
        granted(stage.rsa);
        assertEquals(1, stage.issuer.keyRequests());
    }

    @Test
    void requestThatBeganBeforeAReloadStillFindsItsKeys() {
        granted(stage.rsa);
        stage.adapter.prepare(List.of()).join();
        granted(stage.rsa);
        stage.adapter.prepare(List.of()).join();
        refused(Reason.PROVIDER_NOT_READY, stage.rsa);
    }

    private void granted(SigningKey key) {
        var outcome = stage.verify(stage.issuer.token().signedBy(key));
        assertTrue(outcome.value().isPresent(), () -> key + ": " + outcome.refusal());
    }

    private void refused(Reason reason, SigningKey key) {
        assertEquals(
                Optional.of(reason),
                TokenStage.reason(stage.verify(stage.issuer.token().signedBy(key))));
    }
}
