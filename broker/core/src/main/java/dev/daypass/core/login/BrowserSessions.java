package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sessions of signed-in browsers: begun, found again by their cookie, ended. Signing in always makes a new cookie value,
 * so that nobody can prepare one (security W03). What ends a session ends every role session taken in it. Safe for several
 * threads.
 */
public final class BrowserSessions {
    /** How often it is written down at most that a session is in use. */
    static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private static final int BYTES = 32;
    private static final int HANDLE_BYTES = 12;
    private static final int MOST_LISTED = 1_000;

    private final BrowserSessionStore store;
    private final Vault vault;
    private final Limits limits;
    private final Standing standing;
    private final RevocationStore revocations;
    private final SignedOut signedOut;
    private final AuditSink audit;

    /**
     * What sessions are made with.
     *
     * @param keys seal what the store keeps
     */
    public record Vault(Supplier<KeyRing> keys, SecureRandom random) {}

    /**
     * How long a session lasts.
     *
     * @param idle a browser's without being used
     * @param absolute from signing in on, however much it is used
     * @param terminalIdle a terminal's without being used
     * @param fresh how long a sign-in counts as fresh, from when the provider asked for it on
     */
    public record Limits(Duration idle, Duration absolute, Duration terminalIdle, Duration fresh) {
        /** Terminals as long as browsers at most; every sign-in is fresh. */
        public Limits(Duration idle, Duration absolute) {
            this(idle, absolute, absolute, absolute);
        }
    }

    public BrowserSessions(
            BrowserSessionStore store, Vault vault, Limits limits, RevocationStore revocations, AuditSink audit) {
        this.store = store;
        this.vault = vault;
        this.limits = limits;
        this.standing = new Standing(limits, revocations);
        this.revocations = revocations;
        this.signedOut = new SignedOut(revocations);
        this.audit = audit;
    }

    /**
     * A session that has begun.
     *
     * @param cookie the only copy of what finds it again
     */
    public record Begun(BrowserSession session, Secret cookie) {}

    /**
     * Begins a session of who has just signed in.
     *
     * @param former the session that this browser had; the same person's goes on under its public name with a new cookie,
     *     another one's is ended
     */
    public Begun begin(Identity identity, Optional<BrowserSession> former, RequestContext request) {
        Optional<BrowserSession> own = former.filter(session -> session.isOf(identity));
        former.filter(session -> own.isEmpty()).ifPresent(session -> end(session, "somebody else's sign-in", request));
        Secret cookie = Secret.of(text(BYTES));
        Instant now = request.instant().truncatedTo(ChronoUnit.MILLIS);
        var session = new BrowserSession(
                own.map(BrowserSession::handle).orElseGet(this::newHandle),
                identity,
                now,
                SessionLimits.of(limits.absolute(), identity.authentication().sessionNotOnOrAfter())
                        .endOf(now, limits.absolute()),
                now,
                new BrowserSession.Device(
                        request.client().address(), request.client().userAgent()));
        begun(session, Optional.empty(), cookie, request);
        return new Begun(session, cookie);
    }

    /** A public name that no session has. */
    public String newHandle() {
        return SessionLineage.BROWSER + text(HANDLE_BYTES);
    }

    /**
     * Who acts for a person in a terminal.
     *
     * @param name as people read it; its own word, mostly
     * @param client tells it from others of the name
     * @param reason what the person lets it in for
     */
    public record Program(String name, String client, StatedReason reason) {}

    /**
     * Begins a terminal's session of who is signed in with a browser. It is as old as that one and ends no later: nothing
     * is prolonged by being handed on.
     *
     * @param handle from {@link #newHandle}
     * @param program who acts for the person
     */
    public BrowserSession beginTerminal(
            BrowserSession browser, String handle, Program program, RequestContext request) {
        var session = new BrowserSession(
                handle,
                browser.identity(),
                browser.signedInAt(),
                browser.expiresAt(),
                request.instant().truncatedTo(ChronoUnit.MILLIS),
                new BrowserSession.Device(
                        request.client().address(), request.client().userAgent()),
                Optional.of(program.name()),
                program.reason().text());
        begun(session, Optional.of(program.client()), Secret.of(text(BYTES)), request);
        return session;
    }

    private void begun(BrowserSession session, Optional<String> client, Secret secret, RequestContext request) {
        audit.append(request.facts()
                .put("provider", session.identity().provider().name())
                .put("subject", session.identity().subject().value())
                .put("browserSession", session.handle())
                .put("program", session.program())
                .put("client", client)
                .put("statedReason", session.reason())
                .put("expiresAt", session.expiresAt().toString())
                .granted(AuditEvent.Kind.BROWSER_SESSION));
        store.begin(record(session, secret));
    }

    private BrowserSessionRecord record(BrowserSession session, Secret secret) {
        Identity identity = session.identity();
        return new BrowserSessionRecord(
                session.kind(),
                BrowserSessionHash.of(session.kind(), secret),
                session.handle(),
                identity.provider(),
                identity.subject().value(),
                identity.authentication().sessionIndex(),
                session.signedInAt(),
                session.lastSeen(),
                session.expiresAt(),
                BrowserSessionSeal.seal(session, vault.keys().get()));
    }

    /** The session that a cookie stands for, noted as used; or why it stands for none any more. */
    public Outcome<BrowserSession> find(Secret cookie, RequestContext request) {
        return used(store.find(BrowserSessionHash.of(BrowserSession.Kind.BROWSER, cookie)), request);
    }

    /** A terminal's session by the public name that its token carries, noted as used; never a browser's (O15). */
    public Outcome<BrowserSession> terminal(String handle, RequestContext request) {
        return used(store.named(handle).filter(of(BrowserSession.Kind.TERMINAL)), request);
    }

    private Outcome<BrowserSession> used(Optional<BrowserSessionRecord> stored, RequestContext request) {
        Outcome<BrowserSession> outcome = open(stored).then(session -> standing.of(session, request));
        outcome.value()
                .filter(session -> !session.lastSeen().plus(TOUCH_EVERY).isAfter(request.instant()))
                .flatMap(session -> stored)
                .ifPresent(due -> store.touch(due.hash(), request.instant().truncatedTo(ChronoUnit.MILLIS)));
        return outcome;
    }

    /** Whether who is signed in proved it so lately that they may do what a browser left open must not. */
    public boolean isFresh(BrowserSession session, RequestContext request) {
        return !session.isByTicket()
                && request.instant().isBefore(session.provenAt().plus(limits.fresh()));
    }

    private static Predicate<BrowserSessionRecord> of(BrowserSession.Kind kind) {
        return stored -> stored.kind() == kind;
    }

    /** A browser's live session by its public name: who may only be told that somebody is signed in, not act for them. */
    public Optional<BrowserSession> named(String handle, RequestContext request) {
        return open(store.named(handle).filter(of(BrowserSession.Kind.BROWSER)))
                .then(session -> standing.of(session, request))
                .value();
    }

    private Outcome<BrowserSession> open(Optional<BrowserSessionRecord> stored) {
        return stored.flatMap(
                        found -> BrowserSessionSeal.open(found, vault.keys().get()))
                .map(Outcome::granted)
                .orElseGet(() -> Standing.over("no session of this kind that we sealed"));
    }

    /**
     * Ends a session and every role session taken in it, at every face.
     *
     * @param by who ends it, for the audit
     */
    public void end(BrowserSession session, String by, RequestContext request) {
        end(session.handle(), by, request);
    }

    /** Ends a session by its public name, whether it has begun yet or not: it will not stand. */
    public void end(String handle, String by, RequestContext request) {
        Instant now = request.instant();
        audit.append(request.facts()
                .put("scope", Revocation.Scope.SESSION.name())
                .put("key", handle)
                .put("by", by)
                .granted(AuditEvent.Kind.REVOCATION));
        revocations.revoke(
                new Revocation(Revocation.Scope.SESSION, handle, now, now.plus(SessionLimits.LONGEST_OF_ALL)));
        store.end(handle);
    }

    /** The live sessions of one subject, newest first. */
    public List<BrowserSession> list(ProviderId provider, String subject, RequestContext request) {
        return store.list(query(provider, Optional.of(subject), Optional.empty(), request)).stream()
                .flatMap(found -> BrowserSessionSeal.open(found, vault.keys().get()).stream())
                .filter(session -> standing.of(session, request).value().isPresent())
                .toList();
    }

    /**
     * Everybody's sessions from a place on, newest first, as they are stored.
     *
     * @param limit at most this many
     */
    public List<BrowserSessionRecord> page(Optional<SessionPosition> after, int limit, RequestContext request) {
        return store.page(request.instant(), after, limit);
    }

    /** The session of a record, if it still counts. */
    public Optional<BrowserSession> live(BrowserSessionRecord stored, RequestContext request) {
        return open(Optional.of(stored))
                .then(session -> standing.of(session, request))
                .value();
    }

    /** A live session of whichever kind by its public name: to be shown and ended, not acted for. */
    public Optional<BrowserSession> shown(String handle, RequestContext request) {
        return store.named(handle).flatMap(stored -> live(stored, request));
    }

    /** Whether somebody still counts who signed in a while ago and has no session yet. */
    public Outcome<Identity> stands(Identity identity, Instant signedInAt, RequestContext request) {
        return standing.ofPerson(identity, signedInAt, request);
    }

    /** Ends every session of a session's person but that one; returns how many. */
    public int endOthers(BrowserSession session, String by, RequestContext request) {
        Identity identity = session.identity();
        return end(
                query(identity.provider(), Optional.of(identity.subject().value()), Optional.empty(), request),
                stored -> !stored.handle().equals(session.handle()),
                by,
                request);
    }

    /**
     * Ends the sessions that began with a session of the provider's, or all of a subject, whenever that was; returns how
     * many.
     *
     * @param subject absent: whosoever
     * @param upstream {@code SessionIndex} or {@code sid}; absent: whichever. One of the two must be there
     */
    public int endUpstream(
            ProviderId provider, Optional<String> subject, Optional<String> upstream, RequestContext request) {
        if (subject.isEmpty() && upstream.isEmpty()) {
            throw new IllegalArgumentException("a logout names a subject or a session");
        }
        return end(query(provider, subject, upstream, request), stored -> true, by(provider), request);
    }

    /**
     * Ends what a provider has signed out, and has the logout apply to what arrives later. What the provider vouched for
     * afterwards stays, so that a logout may be told twice. Returns how many sessions ended.
     */
    public int endSignedOut(SignedOut.Logout logout, RequestContext request) {
        // First of all: a session that begins while others end does not stand.
        signedOut.note(logout, request);
        return end(
                query(logout.provider(), logout.subject(), logout.session(), request),
                stored -> logout.ends(vouchedAt(stored)),
                by(logout.provider()),
                request);
    }

    /** Has a logout that was begun here apply to what arrives later. */
    public void note(SignedOut.Logout logout, RequestContext request) {
        signedOut.note(logout, request);
    }

    private Instant vouchedAt(BrowserSessionRecord stored) {
        return BrowserSessionSeal.open(stored, vault.keys().get())
                .flatMap(session -> session.identity().vouchedAt())
                .orElse(stored.signedInAt());
    }

    private int end(
            BrowserSessionStore.Query query, Predicate<BrowserSessionRecord> which, String by, RequestContext request) {
        return new BrowserSessionSweep(store).end(query, which, stored -> end(stored.handle(), by, request));
    }

    private static BrowserSessionStore.Query query(
            ProviderId provider, Optional<String> subject, Optional<String> upstream, RequestContext request) {
        return new BrowserSessionStore.Query(request.instant(), provider, subject, upstream, MOST_LISTED);
    }

    private static String by(ProviderId provider) {
        return "identity provider " + provider.name();
    }

    private String text(int count) {
        byte[] bytes = new byte[count];
        vault.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
