package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.Console;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.NarrowingRequest;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.MintedToken;
import dev.daypass.core.token.TokenContext;
import dev.daypass.core.token.TokenIssue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signing in at an application's console with a role session (AWS IAM, custom identity broker access to the console): the
 * session's credentials become a sign-in token, good for a quarter of an hour and once; with it begins a lesser session
 * of the same role, whose access token the console gets. It ends with the session that it came from. Safe for several
 * threads.
 */
public final class ConsoleSignIn {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int ID_BYTES = 16;

    private final Sealing sealing;
    private final SessionGate gate;
    private final ReplayStore replays;
    private final Narrowing narrowing;
    private final AccessTokens access;
    private final AuditSink audit;

    /** What seals and opens. */
    public record Sealing(Supplier<KeyRing> keys, SessionTokens tokens, SecureRandom random) {}

    /** What remembers. */
    public record Memory(RevocationStore revocations, ReplayStore replays, AuditSink audit) {}

    public ConsoleSignIn(Sealing sealing, Memory memory, Narrowing narrowing, AccessTokens access) {
        this.sealing = sealing;
        this.gate = new SessionGate(memory.revocations());
        this.replays = memory.replays();
        this.audit = memory.audit();
        this.narrowing = narrowing;
        this.access = access;
    }

    /** Temporary credentials, as the caller sent them. */
    public record Presented(String accessKeyId, Secret secret, Secret sessionToken) {}

    /** A session behind a sign-in token that has not been used. */
    public record Waiting(String id, Instant until, Duration length, Session session) {}

    /** A sign-in token for whoever has a role session's credentials; audited either way. */
    public Outcome<Secret> token(Presented presented, Optional<Duration> length, RequestContext request) {
        AuditFacts facts =
                request.facts().put("action", "daypass:GetSigninToken").put("session", presented.accessKeyId());
        Outcome<Secret> outcome = opened(presented, request)
                .map(session -> seal(
                        presented.accessKeyId(), presented.sessionToken(), length.orElse(USUAL), request.instant()));
        audit.append(outcome.fold(
                token -> facts.granted(AuditEvent.Kind.CLIENT_GRANT),
                refusal -> facts.refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }

    /** A sign-in token for a session that was just issued to the person who asks. */
    public Secret token(IssuedSession issued, RequestContext request) {
        return seal(issued.session().id(), issued.credentials().sessionToken(), USUAL, request.instant());
    }

    private Outcome<Session> opened(Presented presented, RequestContext request) {
        Optional<SessionTokens.Opened> opened = sealing.tokens()
                .open(presented.accessKeyId(), presented.sessionToken().reveal());
        boolean fits = opened.filter(
                        known -> known.secret().matches(presented.secret().reveal()))
                .isPresent();
        if (!fits) {
            return Outcome.refused(
                    Reason.CREDENTIALS_UNKNOWN,
                    "The session's credentials are not valid",
                    "T25, T26: session token and secret do not belong together");
        }
        Session session = opened.orElseThrow().session();
        if (session.owner().kind() != SessionOwner.Kind.ROLE) {
            return Outcome.refused(
                    Reason.OPERATION_NOT_FOR_SESSIONS,
                    "Only the session of a role can sign in at a console",
                    "a " + session.owner().kind() + " session asked for a sign-in token");
        }
        if (!request.possession().suffices(session)) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "The session is bound to a key that a console cannot prove",
                    "O26, O27: session `" + session.id() + "` is bound to a key");
        }
        return gate.admit(session, request);
    }

    private Secret seal(String accessKeyId, Secret sessionToken, Duration length, Instant now) {
        byte[] id = new byte[ID_BYTES];
        sealing.random().nextBytes(id);
        String text = String.join(
                "\n",
                Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                Long.toString(now.plus(LIFE).toEpochMilli()),
                Long.toString(length.toSeconds()),
                accessKeyId,
                sessionToken.reveal());
        byte[] sealed = sealing.keys().get().seal(Purpose.CONSOLE_SIGN_IN, text.getBytes(StandardCharsets.US_ASCII));
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /** The session behind a sign-in token, for asking before it is used; a refusal is audited. */
    public Outcome<Waiting> look(Secret token, RequestContext request) {
        return told(waiting(token, request), request);
    }

    private Outcome<Waiting> waiting(Secret token, RequestContext request) {
        Optional<Waiting> waiting =
                open(token).filter(found -> request.instant().isBefore(found.until()));
        return waiting.map(found -> gate.admit(found.session(), request).map(session -> found))
                .orElseGet(() -> Outcome.refused(
                        Reason.LOGIN_UNKNOWN,
                        "This sign-in link is not valid any more; ask for a new one",
                        "O13: no sign-in token of ours, or an old one"));
    }

    private Optional<Waiting> open(Secret token) {
        try {
            return sealing.keys()
                    .get()
                    .open(Purpose.CONSOLE_SIGN_IN, Base64.getUrlDecoder().decode(token.reveal()))
                    .map(opened -> new String(opened.plain(), StandardCharsets.US_ASCII).split("\n", -1))
                    .flatMap(parts -> sealing.tokens()
                            .open(parts[3], parts[4])
                            .map(session -> new Waiting(
                                    parts[0],
                                    Instant.ofEpochMilli(Long.parseLong(parts[1])),
                                    Duration.ofSeconds(Long.parseLong(parts[2])),
                                    session.session())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Begins a lesser session for a console, once for each sign-in token; audited either way. */
    public Outcome<MintedToken> enter(Secret token, Console console, RequestContext request) {
        Outcome<Waiting> ready = told(
                waiting(token, request)
                        .then(waiting -> takenBy(console, waiting))
                        .then(this::spent),
                request);
        return ready.then(waiting -> narrowing
                .narrow(waiting.session(), lesser(waiting, console, request), request)
                .then(lesser -> access.mint(
                        lesser.session(),
                        lesser.credentials().sessionToken(),
                        new TokenIssue(
                                console.name(),
                                List.of(console.audience()),
                                List.of(),
                                algorithm(console, request),
                                TokenContext.none()),
                        request)));
    }

    private static Outcome<Waiting> takenBy(Console console, Waiting waiting) {
        return console.takes(waiting.session().owner().reference())
                ? Outcome.granted(waiting)
                : Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "This console does not take sessions of this role",
                        "console `" + console.name() + "` does not take the role");
    }

    private Outcome<Waiting> spent(Waiting waiting) {
        return replays.spend("console\n" + waiting.id(), waiting.until()) == ReplayStore.Spending.FIRST
                ? Outcome.granted(waiting)
                : Outcome.refused(
                        Reason.LOGIN_SPENT,
                        "This sign-in link was used before; ask for a new one",
                        "S46: the sign-in token of session `"
                                + waiting.session().id() + "` came twice");
    }

    private static NarrowingRequest lesser(Waiting waiting, Console console, RequestContext request) {
        Duration left = Duration.between(request.instant(), waiting.session().expiresAt());
        Map<String, List<String>> marks =
                request.snapshot().application(console.name()).isPresent()
                        ? Map.of(ClientMarks.CLIENT, List.of(console.name()))
                        : Map.of();
        Duration length = waiting.length().compareTo(left) < 0 ? waiting.length() : left;
        return new NarrowingRequest(List.of(), List.of(), Optional.of(length), marks);
    }

    private static SigningAlgorithm algorithm(Console console, RequestContext request) {
        return request.snapshot()
                .application(console.name())
                .map(Application::tokens)
                .map(tokens -> tokens.algorithm())
                .orElse(SigningAlgorithm.ES256);
    }

    private <T> Outcome<T> told(Outcome<T> outcome, RequestContext request) {
        outcome.refusal()
                .ifPresent((Refusal refusal) -> audit.append(request.facts()
                        .put("action", "daypass:ConsoleSignIn")
                        .refused(AuditEvent.Kind.REQUEST_AUTHENTICATION, refusal)));
        return outcome;
    }
}
