package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.settings.BrokerSettings;
import dev.daypass.testkit.jwt.KeySetAttack;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys come, go and grow old. */
final class KeysOverTimeTest {
    private static final Duration LONG_SILENCE = Duration.ofMinutes(10);

    private final Stage stage = Stage.open(settings ->
            settings.with(settings.broker().with(new BrokerSettings.Feed(LONG_SILENCE, Duration.ofSeconds(1)))));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void newKeyIsFetchedWhenATokenNamesIt() {
        String token = stage.token().signedBy(SigningKeys.EC_NEXT);
        stage.broker.publish(TokenIssuer.keySet(List.of(SigningKeys.EC, SigningKeys.EC_NEXT)));
        assertEquals(Optional.empty(), Stage.reason(stage.check(token)));
        assertEquals(2, stage.broker.keyRequests());
    }

    /** J07: unknown keys make the set be read again, but not in a storm. */
    @Test
    void j07UnknownKeysCauseOneReadingInAWhile() {
        assertEquals(Optional.empty(), Stage.reason(stage.check(stage.honest())));
        for (int i = 0; i < 20; i++) {
            String token = stage.token().signedBy(SigningKeys.EC_NEXT.named("stranger-" + i));
            assertEquals(Optional.of(Reason.TOKEN_KEY_UNKNOWN), Stage.reason(stage.check(token)));
        }
        assertEquals(2, stage.broker.keyRequests());
        stage.clock.advance(Duration.ofSeconds(31));
        stage.check(stage.token().signedBy(SigningKeys.EC_NEXT));
        assertEquals(3, stage.broker.keyRequests());
    }

    /** J24: a key that the broker withdrew is refused as soon as the set is read again. */
    @Test
    void j24WithdrawnKeyIsRefused() {
        String token = stage.token()
                .claim("exp", stage.clock.instant().getEpochSecond() + 7200)
                .signedBy(stage.rsa);
        assertEquals(Optional.empty(), Stage.reason(stage.check(token)));
        stage.broker.publish(TokenIssuer.keySet(List.of(SigningKeys.EC)));
        stage.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        eventually(() -> Stage.reason(stage.check(token)).equals(Optional.of(Reason.TOKEN_KEY_UNKNOWN)));
    }

    /** J23: where the set cannot be read again, the last good one serves for an hour, and then nothing does. */
    @Test
    void j23SetThatIsTooOldIsNotBelieved() {
        stage.broker.publish("<html>");
        long end = stage.clock.instant().getEpochSecond() + 7200;
        String token = stage.token().claim("exp", end).signedBy(stage.ec);
        stage.clock.advance(Duration.ofMinutes(59));
        assertEquals(Optional.empty(), Stage.reason(waitedFor(token, Optional.empty())));
        stage.clock.advance(Duration.ofMinutes(2));
        assertEquals(
                Optional.of(Reason.KEYS_UNAVAILABLE),
                Stage.reason(waitedFor(token, Optional.of(Reason.KEYS_UNAVAILABLE))));
        assertFalse(stage.server.isReady());
        stage.broker.publish(TokenIssuer.keySet(List.of(stage.ec)));
        stage.clock.advance(Duration.ofSeconds(31));
        eventually(() -> stage.check(token).value().isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void badKeySetIsRefusedAndTheLastGoodOneServes(KeySetAttack attack) {
        assertEquals(Optional.empty(), Stage.reason(stage.check(stage.token().signedBy(stage.rsa))));
        stage.broker.publish(attack.keySet(stage.rsa));
        SigningKey named = SigningKeys.RSA_NEXT.named("bad");
        Optional<Reason> reason = Stage.reason(stage.check(stage.token().signedBy(named)));
        assertEquals(2, stage.broker.keyRequests());
        Reason expected =
                switch (attack.effect()) {
                    case SET_REFUSED -> Reason.KEYS_UNAVAILABLE;
                    case KEY_LEFT_OUT -> Reason.TOKEN_KEY_UNKNOWN;
                };
        assertEquals(Optional.of(expected), reason);
        assertEquals(Optional.empty(), Stage.reason(stage.check(stage.token().signedBy(stage.rsa))));
    }

    /** O11: metadata of another issuer, or a key set elsewhere, are not followed. */
    @Test
    void o11KeysAreTakenFromTheIssuersOwnAddressOnly() {
        try (TestBroker stranger = TestBroker.start(SigningKeys.EC_NEXT)) {
            String issuer = stage.broker.issuer();
            String token = stage.token().signedBy(SigningKeys.EC_NEXT);
            stage.broker.announce(Map.of("issuer", issuer, "jwks_uri", stranger.issuer() + "/oauth/jwks"));
            assertEquals(Optional.of(Reason.KEYS_UNAVAILABLE), Stage.reason(stage.check(token)));
            stage.clock.advance(Duration.ofSeconds(31));
            stage.broker.announce(Map.of("issuer", stranger.issuer(), "jwks_uri", issuer + "/oauth/jwks"));
            assertEquals(Optional.of(Reason.KEYS_UNAVAILABLE), Stage.reason(stage.check(token)));
            assertEquals(0, stranger.keyRequests());
            assertTrue(stage.check(stage.honest()).value().isPresent());
        }
    }

    private Outcome<VerifiedSession> waitedFor(String token, Optional<Reason> reason) {
        eventually(() -> Stage.reason(stage.check(token)).equals(reason));
        return stage.check(token);
    }

    private static void eventually(BooleanSupplier condition) {
        Eventually.holds(condition);
    }
}
