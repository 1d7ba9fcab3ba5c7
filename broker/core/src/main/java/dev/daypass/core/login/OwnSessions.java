package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.session.SessionStore;
import dev.daypass.core.snapshot.RequestContext;
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

    /** The live role sessions of the person, however they were taken, newest first. */
    public List<SessionRecord> roles(BrowserSession me, RequestContext request) {
        var query = new SessionStore.Query(
                request.instant(),
                Optional.empty(),
                Optional.of(me.identity().subject().value()),
                MOST);
        return sessions.list(query).stream()
                .filter(session -> isOf(session, me.identity()))
                .filter(session -> !sessions.isRevoked(session))
                .toList();
    }

    /**
     * Ends one of the person's sessions with all that came of it; audited either way.
     *
     * @param id a role session's access key id or a browser session's handle
     */
    public Outcome<String> end(BrowserSession me, String id, RequestContext request) {
        String by = by(me);
        Optional<BrowserSession> browser = browsers(me, request).stream()
                .filter(session -> session.handle().equals(id))
                .findFirst();
        if (browser.isPresent()) {
            browsers.end(browser.get(), by, request);
            return Outcome.granted(id);
        }
        return roles(me, request).stream().anyMatch(session -> session.id().equals(id))
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

    /** Ends all of them, this browser's own last. */
    public void endAll(BrowserSession me, RequestContext request) {
        roles(me, request).forEach(session -> sessions.revokeSession(session.id(), by(me), request));
        browsers(me, request).stream()
                .filter(session -> !session.handle().equals(me.handle()))
                .forEach(session -> browsers.end(session, by(me), request));
        signOut(me, request);
    }

    /** Signs this browser out; role sessions that were taken in it end with it. */
    public void signOut(BrowserSession me, RequestContext request) {
        browsers.end(me, by(me), request);
    }

    /**
     * Whoever goes on to sign out at the provider ends that one's session: what began with it ends here too, in other
     * browsers and at terminals, as if the provider had told us (security X10). It will not: we have told it.
     */
    public void signOutUpstream(BrowserSession me, RequestContext request) {
        Identity identity = me.identity();
        Optional<String> upstream = identity.authentication().sessionIndex();
        if (upstream.isPresent()) {
            browsers.endUpstream(
                    identity.provider(), Optional.of(identity.subject().value()), upstream, request);
        }
    }

    private static String by(BrowserSession me) {
        return "the person, " + me.handle();
    }

    private static boolean isOf(SessionRecord session, Identity identity) {
        return session.provider().filter(identity.provider()::equals).isPresent()
                && session.subject().equals(identity.subject().value());
    }
}
