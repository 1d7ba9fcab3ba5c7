package dev.daypass.core.terminal;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.StatedReason;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The authorization code grant for native programs (RFC 6749 section 4.1, RFC 7636, RFC 8252). Nothing is kept of a code:
 * it carries, sealed, whom it is of, for whom, and the name of the login that it will begin, so that a code that comes
 * again ends what it gave the first time, wherever that was (security O14). Safe for several threads.
 */
public final class CodeGrants {
    /** How long a program may take to come with its code. */
    public static final Duration LIFE = Duration.ofMinutes(1);

    private static final String PREFIX = "dpa_";
    private static final String GRANT = "authorization_code";

    private final TerminalLogins logins;
    private final BrowserSessions sessions;
    private final ReplayStore replay;
    private final Supplier<KeyRing> keys;
    private final AuditSink audit;

    public CodeGrants(
            TerminalLogins logins,
            BrowserSessions sessions,
            ReplayStore replay,
            Supplier<KeyRing> keys,
            AuditSink audit) {
        this.logins = logins;
        this.sessions = sessions;
        this.replay = replay;
        this.keys = keys;
        this.audit = audit;
    }

    /** What a code carries. */
    private record Code(
            TerminalLogins.Approval approval,
            String person,
            String client,
            String redirectUri,
            CodeChallenge challenge,
            Instant until) {
        String login() {
            return approval.login();
        }
    }

    /**
     * A code for what a signed-in person said yes to; refused, and audited, if its challenge was used before (O16).
     *
     * @param reason what they say they need it for
     */
    public Outcome<Secret> issue(
            BrowserSession person, Authorization asked, StatedReason reason, RequestContext request) {
        AuditFacts facts = request.facts()
                .put("client", asked.client().key())
                .put("grant", GRANT)
                .put("provider", person.identity().provider().name())
                .put("subject", person.identity().subject().value())
                .put("browserSession", person.handle());
        Instant until = request.instant().plus(LIFE);
        if (replay.spend("challenge\n" + asked.challenge().text(), until.plus(PendingAuthorizations.PATIENCE))
                == ReplayStore.Spending.SEEN) {
            var refusal = new Refusal(
                    Reason.PARAMETER_INVALID,
                    "The code_challenge was used before; begin again with a new one",
                    "O16: a code challenge came again");
            audit.append(facts.refused(AuditEvent.Kind.CLIENT_GRANT, refusal));
            return Outcome.refused(refusal);
        }
        String login = logins.newHandle();
        audit.append(
                facts.put("login", login).put("statedReason", reason.text()).granted(AuditEvent.Kind.CLIENT_GRANT));
        return Outcome.granted(Secret.of(SealedText.seal(PREFIX, Purpose.AUTHORIZATION_CODE, keys.get(), out -> {
            out.writeUTF(login);
            out.writeUTF(person.handle());
            out.writeUTF(asked.client().key());
            out.writeUTF(asked.redirectUri());
            out.writeUTF(asked.challenge().text());
            out.writeLong(until.toEpochMilli());
            out.writeUTF(reason.text().orElse(""));
        })));
    }

    /** The login that a code stands for, once; audited either way. A second use ends what the first one got. */
    public Outcome<TerminalLogins.Tokens> redeem(
            Secret code, TerminalClient client, String redirectUri, Secret verifier, RequestContext request) {
        Outcome<TerminalLogins.Tokens> outcome = opened(code)
                .<Outcome<Code>>map(Outcome::granted)
                .orElseGet(() -> invalid("O14, O15: no authorization code that we sealed"))
                .then(read -> fits(read, client, redirectUri, verifier))
                .then(read -> inTime(read, request))
                .then(read -> begun(read, client, request));
        AuditFacts facts = request.facts().put("client", client.key()).put("grant", GRANT);
        audit.append(outcome.fold(
                tokens -> facts.put("browserSession", tokens.session().handle()).granted(AuditEvent.Kind.CLIENT_GRANT),
                refusal -> facts.refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }

    /** Who does not know the verifier spends nothing, and ends nothing. */
    private static Outcome<Code> fits(Code code, TerminalClient client, String redirectUri, Secret verifier) {
        if (!code.client().equals(client.key())) {
            return invalid("O14: the code is that of client `" + code.client() + "`");
        }
        if (!code.redirectUri().equals(redirectUri)) {
            return invalid("O14: the redirect_uri is not the one of the authorization");
        }
        if (!code.challenge().isOf(verifier)) {
            return invalid("O16: the code_verifier is not that of the challenge");
        }
        return Outcome.granted(code);
    }

    /** A late code may be one that came before: whoever has it then has what ends the login, if there is one. */
    private Outcome<Code> inTime(Code code, RequestContext request) {
        if (request.instant().isBefore(code.until())) {
            return Outcome.granted(code);
        }
        return logins.stands(code.login(), request)
                ? cameAgain(code, request)
                : invalid("O14: the code expired at " + code.until());
    }

    private <T> Outcome<T> cameAgain(Code code, RequestContext request) {
        logins.end(code.login(), "authorization code came again", request);
        return Outcome.refused(
                Reason.GRANT_REUSED,
                "The authorization code is not valid",
                "O14: the code came again; login `" + code.login() + "` is ended");
    }

    private Outcome<TerminalLogins.Tokens> begun(Code code, TerminalClient client, RequestContext request) {
        // The name of the login is the code's own.
        if (replay.spend("code\n" + code.login(), code.until()) == ReplayStore.Spending.SEEN) {
            return cameAgain(code, request);
        }
        Optional<BrowserSession> person = sessions.named(code.person(), request);
        return person.map(signedIn -> logins.begin(signedIn, client, code.approval(), request))
                .orElseGet(() -> invalid("O14: who said yes is signed in no longer"));
    }

    private Optional<Code> opened(Secret code) {
        return SealedText.open(code.reveal(), PREFIX, Purpose.AUTHORIZATION_CODE, keys.get(), in -> {
            String login = in.readUTF();
            String person = in.readUTF();
            String client = in.readUTF();
            String redirectUri = in.readUTF();
            var challenge = new CodeChallenge(in.readUTF());
            Instant until = Instant.ofEpochMilli(in.readLong());
            var reason = new StatedReason(Optional.of(in.readUTF()).filter(text -> !text.isEmpty()));
            return new Code(new TerminalLogins.Approval(login, reason), person, client, redirectUri, challenge, until);
        });
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.GRANT_INVALID, "The authorization code is not valid", detail);
    }
}
