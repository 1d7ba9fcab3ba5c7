package dev.daypass.core.terminal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.GuessStore;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The device authorization grant (RFC 8628): a program shows a code, a person types it in a browser anywhere and says yes,
 * the program fetches its login. The code is short, so guesses are counted for each person (security O24, W18); that the
 * right person types it is all the grant rests on, so what is asked is told in full before anybody can say yes. Safe for
 * several threads.
 */
public final class DeviceGrants {
    /** How long a person may take. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** How long a program waits between two questions. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Wrong codes that a person may type within {@link #LIFE}. */
    static final int GUESSES = 10;

    private static final String PREFIX = "dpd_";
    private static final Refusal NO =
            new Refusal(Reason.CALLER_NOT_ALLOWED, "The person said no", "the person said no");
    private static final int CODE_BYTES = 32;
    private static final int TRIES = 5;

    private final DeviceGrantStore store;
    private final DeviceGrantSeal seal;
    private final GuessStore guesses;
    private final BrowserSessions sessions;
    private final DeviceShares shares;
    private final DevicePolls polls;
    private final SecureRandom random;
    private final AuditSink audit;

    /** What it stands on. */
    public record Behind(DeviceGrantStore store, GuessStore guesses, BrowserSessions sessions, TerminalLogins logins) {}

    public DeviceGrants(Behind behind, TerminalClients clients, SecureRandom random, AuditSink audit) {
        this.store = behind.store();
        this.seal = new DeviceGrantSeal(clients);
        this.guesses = behind.guesses();
        this.sessions = behind.sessions();
        this.shares = new DeviceShares(behind.store(), behind.guesses());
        this.polls = new DevicePolls(behind, seal, audit);
        this.random = random;
        this.audit = audit;
    }

    /**
     * A grant that has begun.
     *
     * @param deviceCode the program's
     * @param userCode the person's
     * @param life how long both serve
     * @param interval between two questions of the program
     */
    public record Started(Secret deviceCode, UserCode userCode, Duration life, Duration interval) {}

    /**
     * What a program asks for, as a person is told.
     *
     * @param address from where it asks
     * @param userAgent of the program; empty if it tells none
     */
    public record Asked(
            UserCode code, TerminalClient client, String address, String userAgent, Instant begun, Instant until) {}

    /** Begins a grant; refused, and audited, for a source that begins too many, or where too many wait. */
    public Outcome<Started> start(TerminalClient client, RequestContext request) {
        Instant now = request.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditFacts facts = request.facts().put("client", client.key()).put("grant", "device");
        Optional<Refusal> crowded = shares.crowded(now, request);
        if (crowded.isPresent()) {
            audit.append(facts.refused(AuditEvent.Kind.CLIENT_GRANT, crowded.get()));
            return Outcome.refused(crowded.get());
        }
        Secret deviceCode = Secret.of(PREFIX + RandomText.of(CODE_BYTES, random));
        for (int i = 0; i < TRIES; i++) {
            UserCode code = UserCode.random(random);
            var asked = new Asked(
                    code, client, request.client().address(), request.client().userAgent(), now, now.plus(LIFE));
            DeviceGrantRecord pending = seal.pending(asked, TerminalHash.deviceCode(deviceCode));
            if (store.begin(pending, code.letters(), request.client().network())) {
                audit.append(facts.put("begun", "device").granted(AuditEvent.Kind.CLIENT_GRANT));
                return Outcome.granted(new Started(deviceCode, code, LIFE, INTERVAL));
            }
        }
        throw new IllegalStateException("every user code is taken");
    }

    /** What waits under a code that a signed-in person typed; refused, counted and audited if nothing does. */
    public Outcome<Asked> look(String typed, BrowserSession person, RequestContext request) {
        return told(waiting(typed, person, request).map(Waiting::asked), Said.NOTHING, person, request);
    }

    /**
     * Whether somebody proved so lately who they are that their yes counts. Who is lured to say it has had the browser open for long,
     * mostly; signing in again is a moment to think (RFC 8628 section 5.4).
     */
    public boolean mayApprove(BrowserSession person, RequestContext request) {
        return sessions.isFresh(person, request);
    }

    /** Why somebody may not say yes who comes from a sign-in that was to be a fresh one; audited. */
    public Refusal notAskedAnew(BrowserSession person, RequestContext request) {
        return told(tooOld(person), Said.NOTHING, person, request).refusal().orElseThrow();
    }

    /**
     * The person, freshly signed in, says yes: the program will fetch a login of theirs.
     *
     * @param reason what they say they need it for
     */
    public Outcome<Asked> approve(String typed, BrowserSession person, StatedReason reason, RequestContext request) {
        return mayApprove(person, request)
                ? decide(typed, new Answer(Said.YES, Optional.of(person.handle()), reason), person, request)
                : told(tooOld(person), Said.YES, person, request);
    }

    private static Outcome<Asked> tooOld(BrowserSession person) {
        return Outcome.refused(
                Reason.AUTHENTICATION_TOO_OLD,
                "Your sign-in is too long ago for this; sign in again",
                "O24: the person signed in at " + person.signedInAt() + " by what they proved at " + person.provenAt());
    }

    /** The person says no. */
    public Outcome<Asked> deny(String typed, BrowserSession person, RequestContext request) {
        return decide(typed, new Answer(Said.NO, Optional.empty(), StatedReason.none()), person, request);
    }

    /** What a person said to a grant. */
    private enum Said {
        NOTHING,
        YES,
        NO
    }

    private record Answer(Said said, Optional<String> approver, StatedReason reason) {
        DeviceGrantRecord.State state() {
            return said == Said.YES ? DeviceGrantRecord.State.APPROVED : DeviceGrantRecord.State.DENIED;
        }
    }

    private Outcome<Asked> decide(String typed, Answer answer, BrowserSession person, RequestContext request) {
        Outcome<Asked> outcome = waiting(typed, person, request)
                .then(found -> store.decide(
                                found.device(),
                                answer.state(),
                                answer.approver(),
                                seal.seal(found.asked(), found.device(), answer.reason()))
                        ? Outcome.granted(found.asked())
                        : nothing("O24: the device grant was decided before"));
        return told(outcome, answer.said(), person, request);
    }

    private record Waiting(DeviceCodeHash device, Asked asked) {}

    /** An attempt counts until it is known to be right; one that was right gives nothing else back. */
    private Outcome<Waiting> waiting(String typed, BrowserSession person, RequestContext request) {
        Optional<UserCode> code = UserCode.of(typed);
        if (code.isEmpty()) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "A code has eight letters, such as BCDF-GHJK; look at your terminal again",
                    "O24: what was typed is no user code");
        }
        Instant now = request.instant();
        Instant until = now.plus(LIFE);
        String whose = guesser(person.identity());
        if (!guesses.take(whose, GUESSES, now, until)) {
            return Outcome.refused(
                    Reason.THROTTLED,
                    "Too many wrong codes; wait ten minutes, then begin again in your terminal",
                    "O24, W18: the person typed " + GUESSES + " wrong user codes");
        }
        return store.typed(code.get().letters())
                .filter(found -> found.state() == DeviceGrantRecord.State.PENDING && now.isBefore(found.expiresAt()))
                .flatMap(found -> seal.open(found, now).map(opened -> new Waiting(found.device(), opened.asked())))
                .filter(found -> found.asked().code().equals(code.get()))
                .map(found -> {
                    guesses.giveBack(whose, until);
                    return Outcome.granted(found);
                })
                .orElseGet(() -> nothing("O24: nothing waits under this user code"));
    }

    /** What has become of a program's code; a refusal is audited. */
    public Outcome<Polled> poll(Secret deviceCode, TerminalClient client, RequestContext request) {
        return polls.poll(deviceCode, client, request);
    }

    /** Only a yes is a grant in the audit: who only looks has decided nothing, and who says no refuses. */
    private Outcome<Asked> told(Outcome<Asked> outcome, Said said, BrowserSession person, RequestContext request) {
        AuditFacts facts = request.facts()
                .put("grant", "device")
                .put("said", said.name())
                .put("provider", person.identity().provider().name())
                .put("subject", person.identity().subject().value())
                .put("browserSession", person.handle());
        outcome.refusal().ifPresent(why -> audit.append(facts.refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        outcome.value().filter(asked -> said != Said.NOTHING).ifPresent(asked -> {
            AuditFacts told = facts.put("client", asked.client().key()).put("askedFrom", asked.address());
            audit.append(
                    said == Said.YES
                            ? told.granted(AuditEvent.Kind.CLIENT_GRANT)
                            : told.refused(AuditEvent.Kind.CLIENT_GRANT, NO));
        });
        return outcome;
    }

    private static String guesser(Identity person) {
        return "device:"
                + TerminalHash.guess(
                        "device-guess",
                        person.provider().name() + "\n" + person.subject().value());
    }

    private static <T> Outcome<T> nothing(String detail) {
        return Outcome.refused(
                Reason.GRANT_INVALID,
                "Nothing waits under this code: it may be mistyped, answered before, or older than ten minutes",
                detail);
    }
}
