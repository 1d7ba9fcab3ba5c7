package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.administration.ChainStates.Place;
import dev.daypass.core.administration.ChainStates.Standing;
import dev.daypass.core.administration.ChainStates.State;
import dev.daypass.core.outcome.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Whoever looks at the audit learns whether its chains hold, and also that nobody could find out. */
final class ChainWatchTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Throwable> faults = new ArrayList<>();
    private int looks;
    private Instant clock = NOW;
    private Duration lasts = Duration.ZERO;
    private final ChainWatch watch = new ChainWatch(this::look, Runnable::run, () -> clock);

    private List<Place> look() {
        looks++;
        clock = clock.plus(lasts);
        if (!faults.isEmpty()) {
            Throwable fault = faults.remove(0);
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
        return List.of(
                new Place("one", "table", 7, Optional.empty()),
                new Place("two", "table", 3, Optional.of("entry 2 was changed")));
    }

    private State at(Duration later) {
        return at(NOW.plus(later));
    }

    private State at(Instant now) {
        clock = now;
        return watch.at(now);
    }

    @Test
    void W31eachNodeStandsForItself() {
        State state = at(Duration.ZERO);
        assertEquals(Optional.of(NOW), state.checkedAt());
        assertEquals(Standing.HOLDS, state.of("one"));
        assertEquals(Standing.BROKEN, state.of("two"));
        assertEquals(Standing.NOT_VERIFIED, state.of("three"));
    }

    @Test
    void whatWasFoundOutLatelyIsNotLookedForAgain() {
        at(Duration.ZERO);
        at(Duration.ofMinutes(9));
        assertEquals(1, looks);
        at(Duration.ofMinutes(10));
        assertEquals(2, looks);
    }

    @Test
    void lookThatTakesLongIsFollowedByAPauseAsLong() {
        lasts = Duration.ofMinutes(30);
        assertEquals(Optional.of(NOW), at(Duration.ZERO).checkedAt());
        at(Duration.ofMinutes(59));
        assertEquals(1, looks);
        at(Duration.ofMinutes(60));
        assertEquals(2, looks);
    }

    @Test
    void lookThatFailsLateWaitsFromThen() {
        lasts = Duration.ofMinutes(30);
        faults.add(new UnavailableException("the store went away"));
        assertEquals(
                NOW.plus(lasts).plusSeconds(15),
                at(Duration.ZERO).failure().orElseThrow().again());
    }

    @Test
    void W31lookThatFailsIsToldAndTheNextOneWaits() {
        faults.add(new UnavailableException("the store is away"));
        faults.add(new IllegalStateException("a fault of ours"));
        faults.add(new StackOverflowError());
        State first = at(Duration.ZERO);
        assertEquals(NOW, first.failure().orElseThrow().at());
        assertEquals(Optional.empty(), first.checkedAt());
        at(Duration.ofSeconds(14));
        assertEquals(1, looks, "nobody's reload begins another look at once");
        assertTrue(at(Duration.ofSeconds(15)).failure().isPresent());
        at(Duration.ofSeconds(44));
        assertEquals(2, looks);
        assertTrue(at(Duration.ofSeconds(45)).failure().isPresent());
        assertEquals(3, looks);
        State well = at(Duration.ofMinutes(5));
        assertFalse(well.failure().isPresent());
        assertEquals(Standing.HOLDS, well.of("one"));
    }

    @Test
    void waitingEndsAfterTenMinutes() {
        for (int i = 0; i < 12; i++) {
            faults.add(new IllegalStateException("again"));
        }
        Instant now = NOW;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Instant again = at(now).failure().orElseThrow().again();
            longest = Duration.between(now, again);
            now = again;
        }
        assertEquals(12, looks);
        assertEquals(Duration.ofMinutes(10), longest);
    }

    @Test
    void whatWasKnownBeforeAFailureStaysKnown() {
        at(Duration.ZERO);
        faults.add(new IllegalStateException("a fault of ours"));
        State state = at(Duration.ofMinutes(11));
        assertTrue(state.failure().isPresent());
        assertEquals(Optional.of(NOW), state.checkedAt());
        assertEquals(Standing.HOLDS, state.of("one"));
    }

    @Test
    void withoutAThreadTheLookFailsToo() {
        var threadless = new ChainWatch(
                this::look,
                look -> {
                    throw new RejectedExecutionException("no thread is to be had");
                },
                () -> clock);
        assertTrue(threadless.at(NOW).failure().isPresent());
        assertTrue(
                threadless.at(NOW.plusSeconds(15)).failure().orElseThrow().at().isAfter(NOW));
    }
}
