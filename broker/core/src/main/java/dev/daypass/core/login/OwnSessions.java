package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person sees and ends of their own: browser sessions and role sessions, nobody else's. Safe for threads. */
public final class OwnSessions {
    private static final int MOST = 1_000;

    private final BrowserSessions browsers;
    private final Sessions sessions;
    private final AuditSink audit;

    public OwnSessions(BrowserSessions browsers, Sessions sessions, AuditSink audit) {
        this.browsers = browsers;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Where the person is signed in, newest first, this browser among them. */
    public List<BrowserSession> browsers(BrowserSession me, RequestContext request) {
        Identity identity = me.identity();
        return browsers.list(identity.provider(), identity.subject().value(), request);
    }

    /** The live role sessions of the person, however they were taken, newest first; a thousand at most. */
    public List<SessionRecord> roles(BrowserSession me, RequestContext request) {
        String subject = me.identity().subject().value();
        List<SessionRecord> found = new ArrayList<>();
        Optional<SessionPosition> after = Optional.empty();
        List<SessionRecord> page;
        do {
            page = sessions.page(
                    new SessionStore.Page(request.instant(), Optional.empty(), Optional.of(subject), after, MOST));
            // Another provider may have a subject of the same name, with any number of sessions.
            page.stream().filter(session -> isLive(session, me, request)).forEach(found::add);
            after = page.stream()
                    .reduce((earlier, later) -> later)
                    .map(last -> new SessionPosition(last.issuedAt(), last.id()));
        } while (page.size() == MOST && found.size() < MOST);
        return found.stream().limit(MOST).toList();
    }

    /**
     * Ends one of the person's sessions with all that came of it; audited either way.
     *
     * @param id a role session's access key id or a browser session's handle
     */
    public Outcome<String> end(BrowserSession me, String id, RequestContext request) {
        String by = by(me);
        Optional<BrowserSession> browser = browsers.shown(id, request).filter(session -> session.isOf(me.identity()));
        if (browser.isPresent()) {
            browsers.end(browser.get(), by, request);
            return Outcome.granted(id);
        }
        return sessions.find(id).filter(session -> isLive(session, me, request)).isPresent()
                ? sessions.revokeSession(id, by, request).map(revocation -> id)
                : notOwn(id, by, request);
    }

    private Outcome<String> notOwn(String id, String by, RequestContext request) {
        var refusal = new Refusal(
                Reason.PARAMETER_INVALID,
                "You have no live session of this id",
                "W14: session `" + id + "` is not one of the subject's");
        audit.append(request.facts()
                .put("scope", Revocation.Scope.SESSION.name())
                .put("key", id)
                .put("by", by)
                .refused(AuditEvent.Kind.REVOCATION, refusal));
        return Outcome.refused(refusal);
    }

    /** Ends all of them, however many there are, this browser's own last. */
    public void endAll(BrowserSession me, RequestContext request) {
        Identity identity = me.identity();
        // One entry ends every session of theirs at every face, even if a fault leaves what follows undone.
        sessions.revokeSubject(identity.provider().name(), identity.subject().value(), by(me), request);
        browsers.endOthers(me, by(me), request);
        signOut(me, request);
    }

    /** Signs this browser out; role sessions that were taken in it end with it. */
    public void signOut(BrowserSession me, RequestContext request) {
        browsers.end(me, by(me), request);
    }

    /**
     * Whoever goes on to sign out at the provider ends that one's session: what began with it ends here too, in other
     * browsers and at terminals, and what is still under way from there, as if the provider had told us (security X10). It
     * will not: we have told it.
     */
    public void signOutUpstream(BrowserSession me, RequestContext request) {
        Identity identity = me.identity();
        Optional<String> upstream = identity.authentication().sessionIndex();
        if (upstream.isPresent()) {
            Optional<String> subject = Optional.of(identity.subject().value());
            browsers.note(
                    new SignedOut.Logout(identity.provider(), subject, upstream, theirTime(me, request)), request);
            browsers.endUpstream(identity.provider(), subject, upstream, request);
        }
    }

    /** What the provider's clock says now, going by the sign-in: as late as it may be, never later. */
    private static Instant theirTime(BrowserSession me, RequestContext request) {
        Instant then = me.identity().vouchedAt().orElse(me.signedInAt());
        return then.plus(Duration.between(me.signedInAt(), request.instant()));
    }

    private static String by(BrowserSession me) {
        return "the person, " + me.handle();
    }

    private boolean isLive(SessionRecord session, BrowserSession me, RequestContext request) {
        Identity identity = me.identity();
        return session.provider().filter(identity.provider()::equals).isPresent()
                && session.subject().equals(identity.subject().value())
                && request.instant().isBefore(session.expiresAt())
                && !sessions.isRevoked(session);
    }
}
