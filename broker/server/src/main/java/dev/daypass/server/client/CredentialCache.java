package dev.daypass.server.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps sessions between calls, one file a profile, readable by its owner alone. Processes that find nothing fresh take
 * turns: one asks the broker, the others find what it got.
 */
public final class CredentialCache {
    /** What AWS tools begin to refresh at. Handing out less would have them ask again at once. */
    private static final Duration EARLY = Duration.ofMinutes(15);

    /** A short session is kept for three quarters of its life. */
    private static final int LIFE_SHARE = 4;

    private final PrivateFiles files;
    private final Clock clock;

    public CredentialCache(Path directory, Clock clock) {
        this.files = new PrivateFiles(directory);
        this.clock = clock;
    }

    /**
     * What is kept for a profile, whether or not it is still good.
     *
     * @param changed when the profile was last edited; what was kept before that is not returned
     * @throws IOException if the file is there and cannot be read
     */
    public Optional<Kept> find(String profile, Instant changed) throws IOException {
        return files.find(file(profile))
                .filter(found -> !found.written().isBefore(changed))
                .flatMap(this::kept);
    }

    private Optional<Kept> kept(PrivateFiles.Found found) {
        var kept = new ProcessCredentials(found.text());
        return kept.credentials()
                .flatMap(ClientCredentials::expiration)
                .map(expiration -> new Kept(kept, found.written(), expiration, clock.instant()));
    }

    /** Keeps credentials for a profile, in one step: nobody reads half of them. */
    public void keep(String profile, ProcessCredentials credentials) throws IOException {
        files.write(file(profile), credentials.json(), clock.instant());
    }

    /** Forgets what is kept for a profile. */
    public void forget(String profile) throws IOException {
        files.delete(file(profile));
    }

    /** Waits for a profile's turn; closing ends it. */
    public PrivateFiles.Turn turn(String profile) throws IOException {
        return files.turn(profile);
    }

    private static String file(String profile) {
        return profile + ".json";
    }

    /**
     * What is kept for a profile.
     *
     * @param written when it was
     * @param now when it was looked for
     */
    public record Kept(ProcessCredentials credentials, Instant written, Instant expiration, Instant now) {
        /** Whether it lasts long enough to be handed out without asking for new. */
        public boolean fresh() {
            return freshUntilNearEnd(written, expiration, now);
        }

        /** Whether it still opens anything. */
        public boolean alive() {
            return now.isBefore(expiration);
        }
    }

    /** Whether what was got at one moment lasts well beyond another: for a quarter of an hour, or of its life. */
    static boolean freshUntilNearEnd(Instant written, Instant expiration, Instant now) {
        Duration share = Duration.between(written, expiration).dividedBy(LIFE_SHARE);
        return now.plus(share.compareTo(EARLY) < 0 ? share : EARLY).isBefore(expiration);
    }
}
