package dev.daypass.resourceserver;

import dev.daypass.resourceserver.broker.BrokerClient;
import dev.daypass.resourceserver.broker.IssuerKeys;
import dev.daypass.resourceserver.broker.RevocationFeed;
import dev.daypass.resourceserver.decision.Decision;
import dev.daypass.resourceserver.decision.Decisions;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.proof.Credentials;
import dev.daypass.resourceserver.proof.DpopProofs;
import dev.daypass.resourceserver.proof.Possession;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.proof.ProcessReplayMemory;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.resourceserver.token.AccessToken;
import dev.daypass.resourceserver.token.TokenVerifier;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Accepts Daypass sessions in a service: {@link #check} says whose request it is, {@link #decide} what that session may
 * do. One for each service; it keeps a daemon thread until it is closed. Safe for several threads.
 *
 * <pre>{@code
 * try (var daypass = ResourceServer.start(Settings.of("https://broker.example.com", "https://reports.example.com"))) {
 *     Outcome<VerifiedSession> session = daypass.check(presented);
 * }
 * }</pre>
 */
public final class ResourceServer implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final IssuerKeys keys;
    private final TokenVerifier tokens;
    private final Possession possession;
    private final RevocationFeed feed;
    private final Decisions decisions;
    private final Clock clock;

    private ResourceServer(Settings settings, Surroundings around) {
        var broker = new BrokerClient(around.client(), settings.issuer());
        this.clock = around.clock();
        this.keys = new IssuerKeys(broker, settings.issuer(), settings.broker().keys(), clock);
        this.tokens = new TokenVerifier(settings, keys, clock);
        this.possession =
                new Possession(settings.proofs().binding(), new DpopProofs(settings, around.replays(), clock));
        this.feed = new RevocationFeed(broker, keys, settings.broker().feed(), clock);
        this.decisions = new Decisions(broker, feed, settings.broker().decisions(), clock);
    }

    /** Starts with the machine's clock, this Java's trust in certificates, and a memory of this process. */
    public static ResourceServer start(Settings settings) {
        Clock clock = Clock.systemUTC();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return start(
                settings, new Surroundings(clock, client, new ProcessReplayMemory(ProcessReplayMemory.USUAL, clock)));
    }

    /**
     * Starts to follow the broker. Returns at once: until keys and revocations have come, requests are answered 503.
     *
     * @throws IllegalArgumentException if the HTTP client follows redirects by itself
     */
    public static ResourceServer start(Settings settings, Surroundings around) {
        var server = new ResourceServer(settings, around);
        server.feed.start();
        return server;
    }

    /** Waits for the broker's first answers, so that the first request need not. False: not within this time. */
    public boolean awaitReady(Duration patience) {
        return feed.awaitFirst(patience) && keys.awaitFirst(patience);
    }

    /** Whether sessions can be accepted now: keys are known and the revocation feed is heard. For a readiness probe. */
    public boolean isReady() {
        return keys.areKnown() && feed.isHeard();
    }

    /**
     * Whose request it is. Asks nobody, but for a key that is not known yet (two seconds at most).
     *
     * <p>WARNING: nobody is asked whether role, user, provider, subject or client are still enabled in the broker's
     * configuration. A session of what was disabled passes until it expires (36 hours at most), unless somebody revokes it,
     * which is known here within a second; {@link #decide} says no at once.
     *
     * @return the session; or why not, which {@link Challenge} turns into an answer
     */
    public Outcome<VerifiedSession> check(Presented request) {
        return Credentials.of(request)
                .then(credentials -> tokens.verify(credentials.token())
                        .then(this::standing)
                        .then(token -> possession.prove(request, credentials, token)))
                .map(VerifiedSession::new);
    }

    /**
     * What the session may do. The session is looked at again, since a handler may have kept it for a while.
     *
     * @return never an allowance where the broker could not be asked; about a session that is bound to a key or certificate
     *     it can be only where {@link dev.daypass.resourceserver.settings.BrokerSettings.Decisions#service} is set
     */
    public Decision decide(VerifiedSession session, Question question) {
        AccessToken token = session.token();
        if (!clock.instant().isBefore(token.life().expiresAt())) {
            return Decision.denied("the session has expired");
        }
        Optional<Refusal> refusal = ended(token);
        if (refusal.isEmpty()) {
            return decisions.decide(token, question);
        }
        return refusal.get().reason() == Reason.SESSION_REVOKED
                ? Decision.denied(refusal.get().detail())
                : Decision.unavailable(refusal.get().detail());
    }

    /** {@link #decide} as an outcome: the session, if it may. */
    public Outcome<VerifiedSession> permit(VerifiedSession session, Question question) {
        Decision decision = decide(session, question);
        return switch (decision.effect()) {
            case ALLOW -> Outcome.granted(session);
            case DENY -> Outcome.refused(Reason.ACTION_DENIED, decision.reason());
            case UNAVAILABLE -> Outcome.refused(Reason.DECISION_UNAVAILABLE, decision.reason());
        };
    }

    private Outcome<AccessToken> standing(AccessToken token) {
        return ended(token).<Outcome<AccessToken>>map(Outcome::refused).orElseGet(() -> Outcome.granted(token));
    }

    private Optional<Refusal> ended(AccessToken token) {
        AccessToken.Endings endings = token.life().endings();
        return feed.refusal(endings.hashes(), endings.born());
    }

    /** Stops following the broker. Requests are refused as soon as its silence is too long. */
    @Override
    public void close() {
        feed.close();
    }
}
