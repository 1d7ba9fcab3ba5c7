package dev.daypass.adapters.store.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenHash;
import dev.daypass.core.grant.RefreshTokenStore.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Two who hold one refresh token, of whom one stole it: whatever they do, only one of them goes on (security O25). */
final class RefreshChainsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final InMemoryRefreshTokenStore store = new InMemoryRefreshTokenStore();
    private int made;

    private static RefreshToken token(int number) {
        return new RefreshToken(
                new RefreshTokenHash("token-" + number), "family", "daypass-cli", "-", START.plus(Duration.ofDays(1)));
    }

    @Property(tries = 2_000)
    void O25ofTwoHoldersOneGoesOn(
            @ForAll @Size(min = 4, max = 16) List<@IntRange(max = 1) Integer> who,
            @ForAll @Size(16) List<@IntRange(max = 15) Integer> seconds) {
        RefreshToken shared = token(made++);
        store.begin(shared);
        List<RefreshToken> held = new ArrayList<>(List.of(shared, shared));
        Set<Integer> wentOn = new HashSet<>();
        Instant now = START;
        Optional<Instant> parted = Optional.empty();
        for (int i = 0; i < who.size(); i++) {
            now = now.plusSeconds(seconds.get(i));
            int one = who.get(i);
            RefreshToken next = token(made++);
            if (store.rotate(held.get(one).hash(), next, now, GRACE) == Rotation.ROTATED) {
                held.set(one, next);
                Instant first = parted.orElse(now);
                parted = Optional.of(first);
                if (now.isAfter(first.plus(GRACE))) {
                    wentOn.add(one);
                }
            }
        }
        store.endFamily("family");
        assertTrue(wentOn.size() < 2, () -> who + " " + seconds);
    }
}
