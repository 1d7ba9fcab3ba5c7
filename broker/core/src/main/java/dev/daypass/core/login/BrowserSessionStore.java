package dev.daypass.core.login;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.session.SessionPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the browser sessions of all nodes. {@link BrowserSessions} calls it. When {@link #begin} or {@link #end} returns,
 * it is durable and holds on every node. Safe for several threads; faults are {@link
 * dev.daypass.core.outcome.UnavailableException}s. {@code BrowserSessionStoreContract} tests every implementation.
 */
public interface BrowserSessionStore {
    /** Keeps a session, in the place of the one with the same handle if there is one, whose cookie then leads nowhere. */
    void begin(BrowserSessionRecord session);

    Optional<BrowserSessionRecord> find(BrowserSessionHash hash);

    /** A session by its public name. */
    Optional<BrowserSessionRecord> named(String handle);

    /** Notes that a session was used; one that is gone stays gone, and no instant goes back. */
    void touch(BrowserSessionHash hash, Instant seen);

    /** Forgets a session; whether there was one. */
    boolean end(String handle);

    /** Sessions that match, newest first, sessions of one instant by their handles. */
    List<BrowserSessionRecord> list(Query query);

    /**
     * Everybody's sessions from a place on, newest first, sessions of one instant by their handles.
     *
     * @param liveAt only sessions not over at this instant
     * @param limit at most this many, 1 to 1,000
     */
    List<BrowserSessionRecord> page(Instant liveAt, Optional<SessionPosition> after, int limit);

    /** Forgets sessions that were over before the instant; returns how many. */
    int forgetExpired(Instant before);

    /**
     * Which sessions to list.
     *
     * @param liveAt only sessions not over at this instant
     * @param subject only sessions of this subject
     * @param upstream only sessions that began with this session of the provider's
     * @param after only those that come after this session
     * @param limit at most this many, 1 to 1,000
     */
    record Query(
            Instant liveAt,
            ProviderId provider,
            Optional<String> subject,
            Optional<String> upstream,
            Optional<SessionPosition> after,
            int limit) {
        /** From the newest on. */
        public Query(
                Instant liveAt, ProviderId provider, Optional<String> subject, Optional<String> upstream, int limit) {
            this(liveAt, provider, subject, upstream, Optional.empty(), limit);
        }

        /** The same from a place on. */
        public Query after(SessionPosition place) {
            return new Query(liveAt, provider, subject, upstream, Optional.of(place), limit);
        }
    }
}
