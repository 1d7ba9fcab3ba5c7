package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.grant.RefreshTokenStore;
import dev.daypass.core.grant.RefreshTokenStore.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link RefreshTokenStore} must do. */
public interface RefreshTokenStoreContract {
    Instant NOW = TestSessions.START;
    Instant LATER = NOW.plus(Duration.ofHours(1));
    Duration GRACE = Duration.ofSeconds(10);

    RefreshTokenStore refreshTokenStore();

    /** The store as another node sees it. */
    RefreshTokenStore otherNode();

    @Test
    default void tokenComesBackAsItWent() {
        RefreshToken first = token("family-1", "1");
        refreshTokenStore().begin(first);
        assertEquals(Optional.of(first), otherNode().find(first.hash()));
        assertEquals(Optional.empty(), otherNode().find(token("family-1", "2").hash()));
    }

    @Test
    default void successorTakesItsPlace() {
        RefreshToken first = token("family-2", "1");
        RefreshToken second = token("family-2", "2");
        refreshTokenStore().begin(first);
        assertEquals(Rotation.ROTATED, otherNode().rotate(first.hash(), second, NOW, GRACE));
        assertEquals(Optional.of(second), refreshTokenStore().find(second.hash()));
    }

    @Test
    default void o25RotatedTokenIsTakenWithinTheGraceAndIsReuseAfterIt() {
        RefreshToken first = token("family-3", "1");
        refreshTokenStore().begin(first);
        assertEquals(Rotation.ROTATED, rotate(refreshTokenStore(), first, "2", NOW));
        assertEquals(Rotation.ROTATED, rotate(otherNode(), first, "3", NOW.plus(GRACE)));
        assertEquals(
                Rotation.REUSED, rotate(otherNode(), first, "4", NOW.plus(GRACE).plusMillis(1)));
        assertEquals(
                Optional.empty(),
                refreshTokenStore().find(token("family-3", "4").hash()));
    }

    @Test
    default void o25RotatedTokenIsTakenOnceMoreOnly() {
        RefreshToken first = token("family-8", "1");
        refreshTokenStore().begin(first);
        assertEquals(Rotation.ROTATED, rotate(refreshTokenStore(), first, "2", NOW));
        assertEquals(Rotation.ROTATED, rotate(otherNode(), first, "3", NOW));
        assertEquals(Rotation.REUSED, rotate(refreshTokenStore(), first, "4", NOW));
        assertEquals(Rotation.REUSED, rotate(otherNode(), first, "5", NOW));
    }

    @Test
    default void o25ofTwoThatOneTokenMadeOneGoesOn() {
        RefreshToken first = token("family-9", "1");
        RefreshToken stranger = token("family-10", "1");
        refreshTokenStore().begin(first);
        refreshTokenStore().begin(stranger);
        assertEquals(Rotation.ROTATED, rotate(refreshTokenStore(), first, "2", NOW));
        assertEquals(Rotation.ROTATED, rotate(otherNode(), first, "3", NOW));
        Instant later = NOW.plus(Duration.ofMinutes(50));
        assertEquals(Rotation.ROTATED, rotate(otherNode(), token("family-9", "2"), "4", later));
        assertEquals(Rotation.ROTATED, rotate(refreshTokenStore(), token("family-9", "2"), "5", later));
        assertEquals(Rotation.REUSED, rotate(refreshTokenStore(), token("family-9", "3"), "6", later));
        assertEquals(Rotation.ROTATED, rotate(refreshTokenStore(), token("family-9", "5"), "7", later));
        assertEquals(Rotation.REUSED, rotate(otherNode(), token("family-9", "4"), "8", later));
        assertEquals(Rotation.ROTATED, rotate(otherNode(), stranger, "2", later));
    }

    @Test
    default void o25ofTwoThatOneTokenMadeOneWinsAtOnce() {
        for (int round = 0; round < 5; round++) {
            String family = "family-11-" + round;
            RefreshToken first = token(family, "1");
            refreshTokenStore().begin(first);
            rotate(refreshTokenStore(), first, "2", NOW);
            rotate(refreshTokenStore(), first, "3", NOW);
            Instant later = NOW.plus(Duration.ofMinutes(50));
            var answers = AtOnce.call(8, i -> (i < 4 ? refreshTokenStore() : otherNode())
                    .rotate(
                            token(family, i % 2 == 0 ? "2" : "3").hash(),
                            token(family, "next-" + i),
                            later,
                            Duration.ofSeconds(-1)));
            assertEquals(1, Collections.frequency(answers, Rotation.ROTATED));
            assertEquals(7, Collections.frequency(answers, Rotation.REUSED));
        }
    }

    @Test
    default void o25EndedFamilyIsGone() {
        RefreshToken first = token("family-4", "1");
        RefreshToken stranger = token("family-5", "1");
        refreshTokenStore().begin(first);
        refreshTokenStore().begin(stranger);
        rotate(refreshTokenStore(), first, "2", NOW);
        otherNode().endFamily("family-4");
        assertEquals(Optional.empty(), refreshTokenStore().find(first.hash()));
        assertEquals(Rotation.GONE, rotate(refreshTokenStore(), first, "3", NOW));
        assertEquals(Rotation.GONE, rotate(refreshTokenStore(), token("family-4", "2"), "3", NOW));
        assertEquals(Optional.of(stranger), refreshTokenStore().find(stranger.hash()));
    }

    @Test
    default void concurrentRotationsWithoutGraceHaveOneWinner() {
        for (int round = 0; round < 5; round++) {
            RefreshToken first = token("family-6", "first-" + round);
            refreshTokenStore().begin(first);
            int number = round;
            var answers = AtOnce.call(32, i -> (i % 2 == 0 ? refreshTokenStore() : otherNode())
                    .rotate(
                            first.hash(),
                            token("family-6", number + "-" + i),
                            NOW.plusMillis(i),
                            Duration.ofSeconds(-1)));
            assertEquals(1, Collections.frequency(answers, Rotation.ROTATED));
            assertEquals(31, Collections.frequency(answers, Rotation.REUSED));
        }
    }

    @Test
    default void expiredTokensAreForgotten() {
        RefreshToken first = token("family-7", "1");
        refreshTokenStore().begin(first);
        refreshTokenStore().forgetExpired(LATER);
        assertEquals(Optional.of(first), otherNode().find(first.hash()));
        assertEquals(true, otherNode().forgetExpired(LATER.plusMillis(1)) >= 1);
        assertEquals(Optional.empty(), refreshTokenStore().find(first.hash()));
    }

    private static Rotation rotate(RefreshTokenStore store, RefreshToken spent, String next, Instant now) {
        return store.rotate(spent.hash(), token(spent.family(), next), now, GRACE);
    }

    private static RefreshToken token(String family, String number) {
        return new RefreshToken(new RefreshTokenHash(family + "-" + number), family, "shop", "sealed-" + number, LATER);
    }
}
