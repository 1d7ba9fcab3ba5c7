package dev.daypass.core.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of sign-ins, how seldom it is written, and when it is forgotten. */
final class RecordedSignInsTest {
    private static final Instant NOW = World.NOW;

    private final KeptSignIns store = new KeptSignIns();
    private KeyRing ring = new World().keys;
    private final RecordedSignIns signIns = keeping(Duration.ofDays(30));

    private RecordedSignIns keeping(Duration keep) {
        return new RecordedSignIns(store, () -> ring, new RecordedSignIns.Retention(keep, 100));
    }

    @Test
    void theWholeIdentityComesBackAndNothingIsInTheClear() {
        signIns.signedIn(Identities.alice(), NOW);
        RecordedSignIn kept = signIns.newest(10).get(0);
        assertEquals(Identities.alice().attributes(), kept.identity().attributes());
        assertEquals(Identities.alice().user(), kept.identity().user());
        assertEquals(NOW, kept.at());
        assertEquals(Optional.of(NOW), signIns.find(kept.id()).map(RecordedSignIn::at));
        String sealed =
                new String(Base64.getUrlDecoder().decode(store.newest(1).get(0).sealed()), StandardCharsets.ISO_8859_1);
        assertFalse(sealed.contains("alice") || sealed.contains("Engineers"));
    }

    @Test
    void whoSignsInOftenIsWrittenDownSeldom() {
        for (int i = 0; i < 100; i++) {
            signIns.signedIn(Identities.alice(), NOW.plusSeconds(i));
            signIns.write();
        }
        assertEquals(1, store.writes);
        signIns.signedIn(Identities.alice(), NOW.plus(RecordedSignIns.ANEW_AFTER));
        signIns.write();
        assertEquals(2, store.writes);
    }

    @Test
    void whoComesWithOtherAttributesIsWrittenDownAtOnce() {
        signIns.signedIn(Identities.alice(), NOW);
        signIns.write();
        Identity other = Identities.alice(Map.of("department", List.of("R&D")), Optional.empty());
        signIns.signedIn(other, NOW.plusSeconds(1));
        assertEquals(other.attributes(), signIns.newest(1).get(0).identity().attributes());
    }

    @Test
    void manyAreWrittenAtOnceAndMoreThanCanBeAreDropped() {
        for (int i = 0; i < 5_000; i++) {
            signIns.signedIn(person(i), NOW);
        }
        signIns.write();
        assertEquals(1, store.writes);
        assertEquals(2_000, store.byId.size());
    }

    private static Identity person(int number) {
        Identity alice = Identities.alice();
        return Identity.verified(
                alice.provider(),
                alice.issuer(),
                new Subject("person-" + number, Optional.empty()),
                alice.audiences(),
                Optional.empty(),
                alice.attributes(),
                alice.authentication(),
                "id");
    }

    @Test
    void nothingIsKeptWhereNothingShallBe() {
        RecordedSignIns off = keeping(Duration.ZERO);
        signIns.signedIn(Identities.alice(), NOW);
        signIns.write();
        off.signedIn(Identities.job(), NOW);
        off.write();
        assertEquals(1, store.byId.size());
        assertFalse(off.areKept());
        off.tidy(NOW);
        assertTrue(store.byId.isEmpty(), "what was kept before is forgotten");
    }

    @Test
    void whatIsOldIsForgotten() {
        signIns.signedIn(Identities.alice(), NOW);
        signIns.write();
        signIns.tidy(NOW.plus(Duration.ofDays(30)));
        assertEquals(1, store.byId.size());
        signIns.tidy(NOW.plus(Duration.ofDays(30)).plusMillis(1));
        assertTrue(store.byId.isEmpty());
    }

    @Test
    void whatAnOldKeySealedIsSealedAnewBeforeThatKeyGoes() {
        signIns.signedIn(Identities.alice(), NOW);
        signIns.write();
        var old = new MasterKey(1, NOW, new byte[32]);
        var next = new MasterKey(2, NOW, "another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII));
        ring = new KeyRing(List.of(old, next), new SecureRandom());
        signIns.tidy(NOW);
        ring = new KeyRing(List.of(next), new SecureRandom());
        assertEquals(1, signIns.newest(10).size());
        ring = new KeyRing(List.of(new MasterKey(3, NOW, new byte[32])), new SecureRandom());
        assertEquals(List.of(), signIns.newest(10), "of a key that is gone there is nothing to tell");
    }
}
