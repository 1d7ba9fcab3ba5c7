package dev.daypass.core.session;

import dev.daypass.core.identity.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port: the records of issued sessions, for listing and revoking. Verifying a session never reads them.
 *
 * <p>{@code Exchange} saves, operators list. When {@link #save} returns, the session is durable: it survives a crash of
 * the process. Safe for several threads; faults are {@link dev.daypass.core.outcome.UnavailableException}s.
 * {@code SessionStoreContract} tests every implementation.
 */
public interface SessionStore {
    /** Remembers a session; the same id again changes nothing. */
    void save(SessionRecord session);

    Optional<SessionRecord> find(String id);

    /** Sessions that match, newest first. */
    List<SessionRecord> list(Query query);

    /** Live sessions from a place on, newest first, sessions of one instant by their ids. */
    List<SessionRecord> page(Page page);

    /**
     * Shows every unexpired session that a provider's word began, each once, in no order.
     *
     * @param at when they are unexpired
     */
    void eachLive(ProviderId provider, Instant at, Consumer<SessionRecord> visitor);

    /** Forgets sessions that expired before the instant; returns how many. */
    int forgetExpired(Instant before);

    /**
     * Which sessions to show.
     *
     * @param liveAt only sessions unexpired at this instant
     * @param role only sessions of this role, {@code ALIAS/NAME}
     * @param subject only sessions of this subject
     * @param after only those that come after this session
     * @param limit at most this many, 1 to 1,000
     */
    record Page(
            Instant liveAt,
            Optional<String> role,
            Optional<String> subject,
            Optional<SessionPosition> after,
            int limit) {}

    /**
     * Which sessions to list.
     *
     * @param liveAt only sessions unexpired at this instant
     * @param role only sessions of this role, {@code ALIAS/NAME}
     * @param subject only sessions of this subject
     * @param limit at most this many, 1 to 1,000
     */
    record Query(Instant liveAt, Optional<String> role, Optional<String> subject, int limit) {}
}
