package dev.daypass.core.login;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The way of a browser into a site behind a proxy: a visit goes to the broker in an address, a code comes back in one, and
 * becomes a cookie of the site's host. Nothing is kept here: all three are sealed, each for its purpose alone, so that
 * nobody else can name a page to return to, and none passes for another (security S81, O15). A visit serves one browser,
 * once; a code is good once, for a minute, at its host, in the browser that was sent (O13). The cookie is the role session
 * itself; what ends that session ends it. Safe for several threads.
 */
public final class SitePassages {
    /** How long signing in may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    static final Duration CODE_LIFE = Duration.ofSeconds(60);

    /** Browsers keep cookies of 4,096 octets, name and attributes included (RFC 6265 section 6.1). */
    static final int LONGEST_COOKIE = 3_800;

    /** What a visit may take of an address that goes through signing in. */
    private static final int LONGEST_VISIT = 490;

    private static final int ID_BYTES = 16;
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final Supplier<KeyRing> keys;
    private final SecureRandom random;
    private final ReplayStore replay;
    private final SessionTokens tokens;
    private final SessionGate gate;
    private final AuditSink audit;

    /** What passages are made with. */
    public record Vault(Supplier<KeyRing> keys, SecureRandom random) {}

    public SitePassages(
            Vault vault, ReplayStore replay, SessionTokens tokens, RevocationStore revocations, AuditSink audit) {
        this.keys = vault.keys();
        this.random = vault.random();
        this.replay = replay;
        this.tokens = tokens;
        this.gate = new SessionGate(revocations);
        this.audit = audit;
    }

    /**
     * A browser that came in at a site.
     *
     * @param cookie of the site's host
     * @param path of the page that it wanted, with its query
     */
    public record Entered(Secret cookie, String path) {}

    /** The state that a browser has at a site already, or a new one: several tabs do not disturb each other. */
    public String state(Optional<String> former) {
        return former.filter(text -> STATE.matcher(text).matches()).orElseGet(this::name);
    }

    /**
     * A visit as an address carries it; base64url. A page with a long address becomes the site's first one.
     *
     * @param origin the site's: scheme, host in lower case and maybe port
     * @param path of the page, with its query
     * @param state what the browser keeps at the site
     */
    public String sent(String origin, String path, String state, RequestContext request) {
        var visit = new SiteVisit(name(), origin, path, state, request.instant().plus(PATIENCE));
        String sealed = seal(Purpose.SITE_VISIT, SitePassageCodec.encode(visit));
        return sealed.length() <= LONGEST_VISIT
                ? sealed
                : seal(Purpose.SITE_VISIT, SitePassageCodec.encode(visit.at("/")));
    }

    /** The visit that an address carries; refused and audited if it is none of ours, or too old. */
    public Outcome<SiteVisit> arrived(Optional<String> sealed, RequestContext request) {
        return audited(
                sealed.flatMap(text -> open(Purpose.SITE_VISIT, text))
                        .map(SitePassageCodec::visit)
                        .filter(visit -> request.instant().isBefore(visit.until()))
                        .map(Outcome::granted)
                        .orElseGet(() -> unknown("S81: no visit that we sealed, or one that is too old")),
                request);
    }

    /** Whether this is the first browser that the visit serves, and the first time; from now on it serves none. */
    public boolean spend(SiteVisit visit) {
        return replay.spend("site-visit\n" + visit.id(), visit.until()) == ReplayStore.Spending.FIRST;
    }

    /** The code with which a browser comes back, once its person has a session of the site's role. */
    public Outcome<Secret> code(SiteVisit visit, Session session, RequestContext request) {
        Outcome<Secret> code = tokens.issue(session)
                .map(credentials -> new SitePassageCodec.Code(
                        name(),
                        visit.lasting(request.instant().plus(CODE_LIFE)),
                        session.id(),
                        credentials.sessionToken()))
                .then(this::sealed);
        return audited(code, request);
    }

    private Outcome<Secret> sealed(SitePassageCodec.Code code) {
        int cookie = seal(Purpose.SITE_SESSION, SitePassageCodec.cookie(code)).length();
        return cookie <= LONGEST_COOKIE
                ? Outcome.granted(Secret.of(seal(Purpose.SITE_CODE, SitePassageCodec.encode(code))))
                : Outcome.refused(
                        Reason.LIMIT_EXCEEDED,
                        "Your session of this site's role is too large for a cookie; tell the operator",
                        "a cookie of " + cookie + " characters; narrow the provider's `attributes` map");
    }

    /**
     * Lets a browser in that comes back to a site. A code is spent by whoever shows it, also where the rest does not fit.
     *
     * @param state what the browser keeps at the site
     */
    public Outcome<Entered> enter(Optional<String> code, String host, Optional<String> state, RequestContext request) {
        return audited(
                opened(code)
                        .map(Outcome::granted)
                        .orElseGet(() -> unknown("O13: no code that we sealed"))
                        .then(known -> inTime(known, request.instant()))
                        .then(this::once)
                        .then(known -> fits(known, host, state))
                        .map(known -> new Entered(
                                Secret.of(seal(Purpose.SITE_SESSION, SitePassageCodec.cookie(known))),
                                known.visit().path())),
                request);
    }

    /** The page that a code of ours was made for at this host, whether it still counts or not. */
    public Optional<String> page(Optional<String> code, String host) {
        return opened(code)
                .map(SitePassageCodec.Code::visit)
                .filter(visit -> visit.host().equals(host))
                .map(SiteVisit::path);
    }

    private Optional<SitePassageCodec.Code> opened(Optional<String> code) {
        return code.flatMap(text -> open(Purpose.SITE_CODE, text)).map(SitePassageCodec::code);
    }

    private static Outcome<SitePassageCodec.Code> inTime(SitePassageCodec.Code code, Instant now) {
        return now.isBefore(code.visit().until())
                ? Outcome.granted(code)
                : unknown("O13: the code expired at " + code.visit().until());
    }

    private Outcome<SitePassageCodec.Code> once(SitePassageCodec.Code code) {
        return replay.spend("site-code\n" + code.id(), code.visit().until()) == ReplayStore.Spending.FIRST
                ? Outcome.granted(code)
                : unknown("O13: the code was used before");
    }

    private static Outcome<SitePassageCodec.Code> fits(
            SitePassageCodec.Code code, String host, Optional<String> state) {
        boolean sent = state.filter(Secret.of(code.visit().state())::matches).isPresent();
        return sent && code.visit().host().equals(host)
                ? Outcome.granted(code)
                : unknown("W04, O13: the code is for another host or another browser");
    }

    /**
     * The role session that a cookie stands for at this site, or why it counts no more. One that does not open is no guess,
     * which a seal makes hopeless, but one that a browser has kept for longer than we our keys.
     */
    public Outcome<Session> session(Secret cookie, ForwardedSite site, RequestContext request) {
        return open(Purpose.SITE_SESSION, cookie.reveal())
                .map(SitePassageCodec::shown)
                .filter(shown -> shown.host().equals(site.host()))
                .flatMap(shown -> tokens.open(shown.session(), shown.token().reveal()))
                .map(SessionTokens.Opened::session)
                .filter(request.possession()::suffices)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.NOT_SIGNED_IN,
                        "You are not signed in at this site, or no longer",
                        "O15: the cookie is none of this host's that we sealed"))
                .then(session -> gate.admit(session, request))
                .then(session -> ofItsRole(session, site, request));
    }

    /** What the site asked for before is worth nothing where it asks for another role now. */
    private static Outcome<Session> ofItsRole(Session session, ForwardedSite site, RequestContext request) {
        return site.role()
                        .flatMap(request.snapshot()::role)
                        .filter(role -> role.uniqueId().equals(session.owner().uniqueId()))
                        .isPresent()
                ? Outcome.granted(session)
                : Outcome.refused(
                        Reason.SESSION_REVOKED,
                        "You are not signed in at this site, or no longer",
                        "S79: the session is of `" + session.owner().reference()
                                + "`, which the site asks for no more");
    }

    private static <T> Outcome<T> unknown(String detail) {
        return Outcome.refused(
                Reason.LOGIN_UNKNOWN,
                "This sign-in at the site was not begun in this browser, or is over; open the page again",
                detail);
    }

    private <T> Outcome<T> audited(Outcome<T> outcome, RequestContext request) {
        outcome.refusal()
                .ifPresent(refusal -> audit.append(request.facts()
                        .put("request", "forward-auth")
                        .refused(AuditEvent.Kind.BROWSER_LOGIN, refusal)));
        return outcome;
    }

    private String seal(Purpose purpose, byte[] plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.get().seal(purpose, plain));
    }

    private Optional<byte[]> open(Purpose purpose, String text) {
        try {
            return keys.get().open(purpose, Base64.getUrlDecoder().decode(text)).map(opened -> opened.plain());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private String name() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
