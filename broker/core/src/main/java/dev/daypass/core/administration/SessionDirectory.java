package dev.daypass.core.administration;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessionRecord;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.snapshot.RequestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Everybody's live sessions: role sessions and sign-ins, page by page, and what came of each. Whoever asks has been let in
 * by {@link Administration}. Safe for several threads.
 */
public final class SessionDirectory {
    private static final int AT_ONCE = 500;
    /** Sessions looked at for one page at most; the next page goes on where it stopped. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final int MOST_OF_ONE = 1_000;

    private final Sessions sessions;
    private final BrowserSessions browsers;

    public SessionDirectory(Sessions sessions, BrowserSessions browsers) {
        this.sessions = sessions;
        this.browsers = browsers;
    }

    /**
     * Sessions, newest first.
     *
     * @param next from where the next page goes on; absent: these were the last
     */
    public record Page<T>(List<T> sessions, Optional<SessionPosition> next) {
        public Page {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * Live role sessions.
     *
     * @param sight which of them may be seen
     */
    public Page<SessionRecord> roles(
            SessionFilter filter,
            Predicate<AdminObject> sight,
            Optional<SessionPosition> after,
            int size,
            RequestContext request) {
        return page(
                after,
                size,
                (place, limit) -> sessions.page(
                        new SessionStore.Page(request.instant(), filter.role(), filter.subject(), place, limit)),
                session -> new SessionPosition(session.issuedAt(), session.id()),
                session ->
                        filter.matches(session) && sight.test(AdminObject.of(session)) && !sessions.isRevoked(session)
                                ? Optional.of(session)
                                : Optional.empty());
    }

    /**
     * Live sign-ins, of browsers and terminals: all or none, since they belong to no account.
     *
     * @param sight whether they may be seen
     */
    public Page<BrowserSession> signIns(
            SessionFilter filter,
            Predicate<AdminObject> sight,
            Optional<SessionPosition> after,
            int size,
            RequestContext request) {
        if (!sight.test(AdminObject.everything())) {
            return new Page<>(List.of(), Optional.empty());
        }
        return page(
                after,
                size,
                (place, limit) -> browsers.page(place, limit, request),
                (BrowserSessionRecord stored) -> new SessionPosition(stored.signedInAt(), stored.handle()),
                stored -> browsers.live(stored, request).filter(filter::matches));
    }

    private static <S, T> Page<T> page(
            Optional<SessionPosition> after,
            int size,
            BiFunction<Optional<SessionPosition>, Integer, List<S>> read,
            Function<S, SessionPosition> position,
            Function<S, Optional<T>> shown) {
        var found = new ArrayList<T>();
        Optional<SessionPosition> place = after;
        Optional<SessionPosition> lastShown = Optional.empty();
        for (int seen = 0; seen < MOST_LOOKED_AT; ) {
            List<S> batch = read.apply(place, AT_ONCE);
            for (S each : batch) {
                Optional<T> one = shown.apply(each);
                if (one.isPresent() && found.size() == size) {
                    return new Page<>(found, lastShown);
                }
                place = Optional.of(position.apply(each));
                if (one.isPresent()) {
                    found.add(one.get());
                    lastShown = place;
                }
            }
            if (batch.size() < AT_ONCE) {
                return new Page<>(found, Optional.empty());
            }
            seen += batch.size();
        }
        // What is not to be seen is not to be named in a link either.
        return new Page<>(found, lastShown.isPresent() ? lastShown : place.map(SessionPosition::unnamed));
    }

    /** A live role session by its access key id. */
    public Optional<SessionRecord> role(String id, RequestContext request) {
        return sessions.find(id)
                .filter(session -> session.expiresAt().isAfter(request.instant()))
                .filter(session -> !sessions.isRevoked(session));
    }

    /** A live sign-in by its handle. */
    public Optional<BrowserSession> signIn(String handle, RequestContext request) {
        return handle.startsWith(SessionLineage.BROWSER) ? browsers.shown(handle, request) : Optional.empty();
    }

    /** What a session is to policies, live or not; one that nobody knows is like a sign-in, of no account. */
    public AdminObject object(String id) {
        return sessions.find(id).map(AdminObject::of).orElseGet(AdminObject::everything);
    }

    /**
     * The live sessions that came of one and end with it, oldest first; a chain keeps its subject.
     *
     * @param sight which of them may be seen
     */
    public List<SessionRecord> descendants(
            String id, String subject, Predicate<AdminObject> sight, RequestContext request) {
        var query = new SessionStore.Query(request.instant(), Optional.empty(), Optional.of(subject), MOST_OF_ONE);
        var found = new ArrayList<>(sessions.list(query).stream()
                .filter(session -> session.lineage().ancestorIds().contains(id))
                .filter(session -> sight.test(AdminObject.of(session)))
                .filter(session -> !sessions.isRevoked(session))
                .toList());
        Collections.reverse(found);
        return found;
    }

    /**
     * Ends a role session or a sign-in with all that came of it; audited either way.
     *
     * @param by who ends it, and why
     */
    public Outcome<String> end(String id, String by, RequestContext request) {
        Optional<BrowserSession> browser = signIn(id, request);
        if (browser.isPresent()) {
            browsers.end(browser.get(), by, request);
            return Outcome.granted(id);
        }
        return sessions.revokeSession(id, by, request).map(revocation -> id);
    }

    /** Ends all sessions of a role. */
    public Outcome<String> endRole(String reference, String by, RequestContext request) {
        return sessions.revokeRole(reference, by, request).map(revocation -> reference);
    }

    /** Ends all sessions and sign-ins of a subject; provider empty for a user's ARN or a service's name. */
    public Outcome<String> endSubject(String provider, String subject, String by, RequestContext request) {
        return sessions.revokeKnownSubject(provider, subject, by, request).map(revocation -> subject);
    }
}
