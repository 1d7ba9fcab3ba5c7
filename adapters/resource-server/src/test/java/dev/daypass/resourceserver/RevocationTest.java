package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.testkit.jwt.TokenDraft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that was ended is over here too, soon; and where nobody can say, everything is. */
final class RevocationTest {
    private static final Optional<Reason> REVOKED = Optional.of(Reason.SESSION_REVOKED);
    private static final Optional<Reason> SILENT = Optional.of(Reason.REVOCATIONS_UNAVAILABLE);

    private final Stage stage = Stage.open();
    private final long now = stage.clock.instant().toEpochMilli();
    private final long later = stage.clock.instant().getEpochSecond() + 7200;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void revokedSessionIsRefusedWithinASecond() {
        String token = stage.honest();
        assertEquals(Optional.empty(), Stage.reason(stage.check(token)));
        long begun = System.nanoTime();
        stage.broker.revoke(Stage.SESSION_HASH, now, later);
        Eventually.holds(() -> Stage.reason(stage.check(token)).equals(REVOKED));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(taken.compareTo(Duration.ofSeconds(1)) < 0, taken.toString());
    }

    /** The boundary is the second in which the session began: rather one too many ended than one too few. */
    @Test
    void roleRevocationEndsOlderSessionsOnly() {
        long second = stage.clock.instant().getEpochSecond();
        String old = stage.token().claim("iat", second - 10).signedBy(stage.ec);
        String same = stage.token().claim("iat", second).signedBy(stage.ec);
        String young = stage.token().claim("iat", second + 1).signedBy(stage.ec);
        stage.broker.revoke(Stage.ROLE_HASH, second * 1000, later);
        Eventually.holds(() -> Stage.reason(stage.check(old)).equals(REVOKED));
        assertEquals(REVOKED, Stage.reason(stage.check(same)));
        assertEquals(Optional.empty(), Stage.reason(stage.check(young)));
    }

    /** X10: a session that was chained later is as old as what it was chained from. */
    @Test
    void X10revocationEndsWhatWasChainedFromOlderSessions() {
        long second = stage.clock.instant().getEpochSecond();
        TokenDraft young = stage.token().claim("iat", second + 1);
        String chained = young.claim("rvk_iat", second - 10).signedBy(stage.ec);
        assertEquals(Optional.empty(), Stage.reason(stage.check(chained)));
        stage.broker.revoke(Stage.ROLE_HASH, second * 1000, later);
        Eventually.holds(() -> Stage.reason(stage.check(chained)).equals(REVOKED));
        assertEquals(Optional.empty(), Stage.reason(stage.check(young.signedBy(stage.ec))));
        assertEquals(
                Optional.empty(),
                Stage.reason(stage.check(young.claim("rvk_iat", second + 1).signedBy(stage.ec))));
        String older = stage.token()
                .claim("iat", second)
                .claim("rvk_iat", second + 100)
                .signedBy(stage.ec);
        assertEquals(REVOKED, Stage.reason(stage.check(older)));
        String nonsense = young.claim("rvk_iat", "soon").signedBy(stage.ec);
        assertEquals(Optional.of(Reason.TOKEN_CLAIM_INVALID), Stage.reason(stage.check(nonsense)));
    }

    @Test
    void revocationOfAnotherSessionEndsNothingHere() {
        stage.broker.revoke("YW5vdGhlci1zZXNzaW9uLQ", now, later);
        stage.broker.revoke(Stage.SESSION_HASH, now, later);
        Eventually.holds(() -> Stage.reason(stage.check(stage.honest())).equals(REVOKED));
        String other =
                stage.token().claim("rvk", List.of("b25lLW1vcmUtc2Vzc2lvbg")).signedBy(stage.ec);
        assertEquals(Optional.empty(), Stage.reason(stage.check(other)));
    }

    /** A node of the broker's that lags behind, or one that was put back from an old copy, takes nothing back. */
    @Test
    void revocationIsNeverTakenBack() {
        String token = stage.honest();
        stage.broker.revoke(Stage.SESSION_HASH, now, later);
        Eventually.holds(() -> Stage.reason(stage.check(token)).equals(REVOKED));
        int before = stage.broker.feedRequests();
        stage.broker.forgetRevocations();
        Eventually.holds(() -> stage.broker.feedRequests() >= before + 2);
        assertEquals(REVOKED, Stage.reason(stage.check(token)));
    }

    @Test
    void silentFeedClosesTheServiceAndItsVoiceOpensItAgain() {
        String token = stage.honest();
        int failures = stage.broker.failures();
        stage.broker.fail(true);
        Eventually.holds(() -> stage.broker.failures() > failures + 1);
        stage.clock.advance(Duration.ofSeconds(29));
        assertEquals(Optional.empty(), Stage.reason(stage.check(token)));
        stage.clock.advance(Duration.ofSeconds(2));
        assertEquals(SILENT, Stage.reason(stage.check(token)));
        assertFalse(stage.server.isReady());
        stage.broker.fail(false);
        Eventually.holds(() -> stage.check(token).value().isPresent());
        assertTrue(stage.server.isReady());
    }

    /** A clock that was set back must not make an old answer look new. */
    @Test
    void clockSetBackClosesTheServiceUntilTheFeedSpeaks() {
        stage.broker.fail(true);
        stage.clock.advance(Duration.ofMinutes(-1));
        assertEquals(SILENT, Stage.reason(stage.check(stage.honest())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"version\":1}",
                "{\"revocations\":[]}",
                "{\"version\":1,\"revocations\":[{}]}",
                "{\"version\":1,\"revocations\":[7]}",
                "{\"version\":1,\"revocations\":[{\"hash\":\"h\",\"issuedBefore\":\"1\",\"until\":1}]}",
                "{\"version\":1,\"revocations\":[{\"hash\":\"h\",\"issuedBefore\":1}]}",
                "{\"version\":1,\"revocations\":[],\"revocations\":[]}",
                "<html>"
            })
    void feedThatIsNotUnderstoodIsSilence(String answer) {
        int before = stage.broker.feedRequests();
        stage.broker.feed(answer);
        Eventually.holds(() -> stage.broker.feedRequests() >= before + 2);
        assertEquals(Optional.empty(), Stage.reason(stage.check(stage.honest())));
        stage.clock.advance(Duration.ofSeconds(31));
        assertEquals(SILENT, Stage.reason(stage.check(stage.honest())));
    }

    /** Where answers come at once, the broker is not asked without end. */
    @Test
    void feedIsNotHammered() {
        stage.broker.feed("<html>");
        long begun = System.nanoTime();
        int before = stage.broker.feedRequests();
        Eventually.holds(() -> System.nanoTime() - begun > Duration.ofSeconds(2).toNanos());
        int asked = stage.broker.feedRequests() - before;
        assertTrue(asked >= 2 && asked <= 6, Integer.toString(asked));
    }

    @Test
    void threadsAreDaemonsAndEndWithTheServer() {
        Set<Thread> own = threads();
        assertFalse(own.isEmpty());
        assertTrue(own.stream().allMatch(Thread::isDaemon));
        stage.server.close();
        Eventually.holds(() -> own.stream().noneMatch(Thread::isAlive));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("daypass-revocations"))
                .collect(Collectors.toSet());
    }
}
