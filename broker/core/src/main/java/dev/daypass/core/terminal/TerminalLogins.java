package dev.daypass.core.terminal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.grant.RefreshToken;
import dev.daypass.core.grant.RefreshTokenStore;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Logins of programs in terminals. Each is a {@link BrowserSession} of its own kind: what ends a person's sessions, here or
 * at the identity provider, ends it and all that was taken with it. It is found by an access token, and kept alive by a
 * refresh token that serves once (RFC 9700 section 4.14). Safe for several threads.
 */
public final class TerminalLogins {
    /** How long an access token serves at most. */
    public static final Duration ACCESS = Duration.ofHours(1);

    /**
     * Two processes may refresh at once with one token, and keep one of the two that they get. Whoever comes later, or with
     * the other one, stole it, or was stolen from.
     */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final String ACCESS_PREFIX = "dpl_";
    private static final String REFRESH_PREFIX = "dplr_";
    private static final int REFRESH_BYTES = 32;
    private static final String NOTHING = "-";

    private final BrowserSessions sessions;
    private final RefreshTokenStore refreshTokens;
    private final Supplier<KeyRing> keys;
    private final SecureRandom random;
    private final AuditSink audit;

    /**
     * @param keys seal access tokens
     */
    public TerminalLogins(
            BrowserSessions sessions,
            RefreshTokenStore refreshTokens,
            Supplier<KeyRing> keys,
            SecureRandom random,
            AuditSink audit) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.keys = keys;
        this.random = random;
        this.audit = audit;
    }

    /**
     * What a program holds of a login.
     *
     * @param access finds the session; for {@code Authorization: Bearer}
     * @param life how long the access token serves
     * @param refresh makes the next two, once
     */
    public record Tokens(BrowserSession session, Secret access, Duration life, Secret refresh) {}

    /** The public name of a login that is about to begin. */
    String newHandle() {
        return sessions.newHandle();
    }

    /**
     * What a person said yes to.
     *
     * @param login its public name
     * @param reason what for
     */
    record Approval(String login, StatedReason reason) {}

    /** Begins a login for a client that a signed-in person said yes to; refused if that person is signed in no longer. */
    Outcome<Tokens> begin(BrowserSession person, TerminalClient client, Approval approval, RequestContext request) {
        var program = new BrowserSessions.Program(client.name(), client.key(), approval.reason());
        BrowserSession session = sessions.beginTerminal(person, approval.login(), program, request);
        Secret refresh = newRefresh();
        refreshTokens.begin(kept(refresh, session, client.key()));
        // Whoever ended the person's sessions meanwhile may not have seen this one.
        if (sessions.named(person.handle(), request).isEmpty()) {
            end(session, "its person signed out meanwhile", request);
            return Outcome.refused(
                    Reason.GRANT_INVALID,
                    "You are signed in no longer; sign in again",
                    "X10: who said yes signed out while the login began");
        }
        return Outcome.granted(tokens(session, client.key(), refresh, request.instant()));
    }

    /** The login that an access token stands for, noted as used; a refusal is audited. */
    public Outcome<BrowserSession> find(Secret access, RequestContext request) {
        return found(opened(access), request);
    }

    /** The same, of a client that says who it is: another client's login counts nothing with it. */
    public Outcome<BrowserSession> find(Secret access, TerminalClient client, RequestContext request) {
        return found(opened(access).filter(token -> token.client().equals(client.key())), request);
    }

    private Outcome<BrowserSession> found(Optional<Access> opened, RequestContext request) {
        Outcome<BrowserSession> outcome = opened.<Outcome<Access>>map(Outcome::granted)
                .orElseGet(() -> over("O15: no access token of such a terminal login that we sealed"))
                .then(token -> request.instant().isBefore(token.until())
                        ? sessions.terminal(token.handle(), request)
                        : over("the access token of login `" + token.handle() + "` expired at " + token.until()));
        outcome.refusal()
                .ifPresent(refusal ->
                        audit.append(request.facts().refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }

    /** Whether a text has the form of an access token of a login; says nothing of whether it counts. */
    public static boolean isAccessToken(String text) {
        return text.startsWith(ACCESS_PREFIX);
    }

    /** New tokens for the refresh token presented; audited either way. A token that comes again ends the login. */
    public Outcome<Tokens> refresh(Secret refresh, TerminalClient client, RequestContext request) {
        Outcome<Tokens> outcome = known(refresh)
                .then(token -> ofTheClient(token, client, request))
                .then(token -> sessions.terminal(token.family(), request)
                        .then(session -> rotated(token, session, client, request)));
        AuditFacts facts = request.facts().put("client", client.key()).put("grant", "refresh_token");
        audit.append(outcome.fold(
                tokens -> facts.put("browserSession", tokens.session().handle()).granted(AuditEvent.Kind.CLIENT_GRANT),
                refusal -> facts.refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }

    private Outcome<RefreshToken> known(Secret refresh) {
        return refreshTokens
                .find(TerminalHash.refreshToken(refresh))
                .map(Outcome::granted)
                .orElseGet(() -> invalid("O25: no such refresh token of a terminal login"));
    }

    /** A token in the hands of another client has been stolen from one of the two. */
    private Outcome<RefreshToken> ofTheClient(RefreshToken token, TerminalClient client, RequestContext request) {
        if (token.clientId().equals(client.key())) {
            return Outcome.granted(token);
        }
        end(token.family(), "refresh token with another client", request);
        return invalid("O25: the refresh token is that of client `" + token.clientId() + "`; the login is ended");
    }

    private Outcome<Tokens> rotated(
            RefreshToken token, BrowserSession session, TerminalClient client, RequestContext request) {
        Secret next = newRefresh();
        RefreshTokenStore.Rotation rotation =
                refreshTokens.rotate(token.hash(), kept(next, session, client.key()), request.instant(), GRACE);
        return switch (rotation) {
            case ROTATED -> Outcome.granted(tokens(session, client.key(), next, request.instant()));
            case GONE -> invalid("O25: the login of this refresh token has ended");
            case REUSED -> {
                end(session, "refresh token came again", request);
                yield Outcome.refused(
                        Reason.GRANT_REUSED,
                        "The refresh token is not valid",
                        "O25: a rotated refresh token came again; login `" + session.handle() + "` is ended");
            }
        };
    }

    /**
     * Ends a login and every role session taken with it, at every face; audited.
     *
     * @param by who ends it, for the audit
     */
    public void end(BrowserSession session, String by, RequestContext request) {
        end(session.handle(), by, request);
    }

    void end(String handle, String by, RequestContext request) {
        sessions.end(handle, by, request);
        refreshTokens.endFamily(handle);
    }

    /** Ends the login of an access or refresh token that is the client's (RFC 7009), if it stands; whether it did. */
    public boolean revoke(Secret token, TerminalClient client, RequestContext request) {
        Optional<String> handle = opened(token)
                .filter(access -> access.client().equals(client.key()))
                .map(Access::handle)
                .or(() -> refreshTokens
                        .find(TerminalHash.refreshToken(token))
                        .filter(kept -> kept.clientId().equals(client.key()))
                        .map(RefreshToken::family))
                .filter(name -> stands(name, request));
        handle.ifPresent(name -> end(name, "client " + client.key(), request));
        return handle.isPresent();
    }

    /** Whether a login has begun and not ended. */
    boolean stands(String handle, RequestContext request) {
        return sessions.shown(handle, request)
                .filter(session -> session.kind() == BrowserSession.Kind.TERMINAL)
                .isPresent();
    }

    private record Access(String handle, String client, Instant until) {}

    private Tokens tokens(BrowserSession session, String client, Secret refresh, Instant now) {
        Duration left = Duration.between(now, session.expiresAt());
        Duration life = (left.compareTo(ACCESS) < 0 ? left : ACCESS).truncatedTo(ChronoUnit.SECONDS);
        String access = SealedText.seal(ACCESS_PREFIX, Purpose.TERMINAL_ACCESS, keys.get(), out -> {
            out.writeUTF(session.handle());
            out.writeUTF(client);
            out.writeLong(now.plus(life).toEpochMilli());
        });
        return new Tokens(session, Secret.of(access), life, refresh);
    }

    private Optional<Access> opened(Secret access) {
        return SealedText.open(
                access.reveal(),
                ACCESS_PREFIX,
                Purpose.TERMINAL_ACCESS,
                keys.get(),
                in -> new Access(in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong())));
    }

    private Secret newRefresh() {
        return Secret.of(REFRESH_PREFIX + RandomText.of(REFRESH_BYTES, random));
    }

    /** What it is for stands in the session, so that nothing is sealed beside. */
    private static RefreshToken kept(Secret refresh, BrowserSession session, String client) {
        return new RefreshToken(
                TerminalHash.refreshToken(refresh), session.handle(), client, NOTHING, session.expiresAt());
    }

    private static <T> Outcome<T> over(String detail) {
        return Outcome.refused(Reason.NOT_SIGNED_IN, "You are not signed in, or no longer; sign in again", detail);
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.GRANT_INVALID, "The refresh token is not valid", detail);
    }
}
