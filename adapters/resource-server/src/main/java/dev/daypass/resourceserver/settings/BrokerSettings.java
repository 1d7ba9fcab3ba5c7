package dev.daypass.resourceserver.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How the broker is followed.
 *
 * @param keys its key set
 * @param feed its revocation feed
 * @param decisions its decisions
 */
public record BrokerSettings(Keys keys, Feed feed, Decisions decisions) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The key set.
     *
     * @param refresh it is read again when it is older: within this time a key that the broker withdrew is refused
     * @param maxStale an older set is believed no more where it cannot be read again: fail closed
     * @param betweenDemands tokens that name unknown keys make it be read again, but not more often than this
     */
    public record Keys(Duration refresh, Duration maxStale, Duration betweenDemands) {
        public Keys {
            Limits.within("refresh", refresh, SECOND, DAY);
            Limits.within("maxStale", maxStale, refresh, DAY);
            Limits.within("betweenDemands", betweenDemands, SECOND, DAY);
        }

        /** Five minutes, an hour, half a minute. */
        public static Keys usual() {
            return new Keys(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30));
        }
    }

    /**
     * The revocation feed. Revoked sessions are refused within a second while the feed answers.
     *
     * @param silence where the feed has said nothing for longer, no session is accepted until it does again, since
     *     nobody knows which are revoked: fail closed. 2 seconds to 10 minutes. The shorter, the less a broken line can
     *     hide; the longer, the longer a restart of the broker may take unnoticed
     * @param hold how long the broker is asked to hold an answer until there is news: 1 to 30 seconds, less than {@code
     *     silence}
     */
    public record Feed(Duration silence, Duration hold) {
        private static final Duration LEAST_SILENCE = Duration.ofSeconds(2);
        private static final Duration MOST_SILENCE = Duration.ofMinutes(10);
        private static final Duration MOST_WAIT = Duration.ofSeconds(30);

        public Feed {
            Limits.within("silence", silence, LEAST_SILENCE, MOST_SILENCE);
            Limits.within("hold", hold, SECOND, MOST_WAIT);
            if (hold.compareTo(silence) >= 0) {
                throw new IllegalArgumentException(
                        "`hold` is not shorter than `silence`: a quiet feed would look dead");
            }
        }

        /** Half a minute of silence, waits of ten seconds. */
        public static Feed usual() {
            return new Feed(Duration.ofSeconds(30), Duration.ofSeconds(10));
        }
    }

    /**
     * Decisions.
     *
     * @param keep how long one may be used again: nought to 10 seconds, never beyond the session, never past a revocation
     * @param remembered how many are kept at most
     * @param patience how long an answer may take
     * @param service as whom the service asks; without it, it asks with the session's own token, and about bound sessions
     *     not at all
     */
    public record Decisions(Duration keep, int remembered, Duration patience, Optional<ServiceClient> service) {
        private static final Duration MOST_KEEP = Duration.ofSeconds(10);
        private static final int MOST_REMEMBERED = 1_000_000;
        private static final Duration LEAST_PATIENCE = Duration.ofMillis(10);
        private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

        public Decisions {
            Limits.within("keep", keep, Duration.ZERO, MOST_KEEP);
            Limits.within("remembered", remembered, 1, MOST_REMEMBERED);
            Limits.within("patience", patience, LEAST_PATIENCE, MOST_PATIENCE);
        }

        /** Asks with the session's own token. */
        public Decisions(Duration keep, int remembered, Duration patience) {
            this(keep, remembered, patience, Optional.empty());
        }

        /** The same, asking as this client of the broker's. */
        public Decisions as(ServiceClient client) {
            return new Decisions(keep, remembered, patience, Optional.of(client));
        }

        /** Three seconds, ten thousand, two seconds. */
        public static Decisions usual() {
            return new Decisions(Duration.ofSeconds(3), 10_000, Duration.ofSeconds(2));
        }
    }

    public static BrokerSettings usual() {
        return new BrokerSettings(Keys.usual(), Feed.usual(), Decisions.usual());
    }

    public BrokerSettings with(Keys changed) {
        return new BrokerSettings(changed, feed, decisions);
    }

    public BrokerSettings with(Feed changed) {
        return new BrokerSettings(keys, changed, decisions);
    }

    public BrokerSettings with(Decisions changed) {
        return new BrokerSettings(keys, feed, changed);
    }
}
