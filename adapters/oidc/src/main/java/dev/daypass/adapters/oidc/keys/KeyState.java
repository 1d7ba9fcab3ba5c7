package dev.daypass.adapters.oidc.keys;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one provider's keys at one time.
 *
 * @param good the last set that could be read
 * @param loadedAt when that was
 * @param problem why the newest attempt failed; absent if it did not
 */
record KeyState(Optional<KeySetReading> good, Instant loadedAt, Optional<Refusal> problem) {
    static KeyState nothingYet() {
        return new KeyState(Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    /** After another attempt: a bad one leaves the last good set where it is. */
    KeyState after(Outcome<KeySetReading> attempt, Instant now) {
        return attempt.fold(
                reading -> new KeyState(Optional.of(reading), now, Optional.empty()),
                refusal -> new KeyState(good, loadedAt, Optional.of(refusal)));
    }

    /** The set, as long as it is believed. */
    Optional<KeySet> believed(Instant now, Duration maxStale) {
        return reading(now, maxStale).flatMap(KeySetReading::keys);
    }

    /** Everything that was read, as long as it is believed. */
    Optional<KeySetReading> reading(Instant now, Duration maxStale) {
        return isOlderThan(maxStale, now) ? Optional.empty() : good;
    }

    boolean isOlderThan(Duration age, Instant now) {
        return now.isAfter(loadedAt.plus(age));
    }
}
