package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.keys.KeyHealth;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Enrichment;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.ProviderView;
import dev.daypass.core.rules.RuleCompiler;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import dev.daypass.testkit.jwt.Forge;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An issuer, the adapter that trusts it, and a clock that both look at. */
public final class TokenStage implements AutoCloseable {
    static final ProviderId PROVIDER = new ProviderId("corp-oidc");

    public final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T09:00:00Z"));
    public final SigningKey rsa = SigningKeys.RSA;
    public final SigningKey ec = SigningKeys.EC;
    public final TokenIssuer issuer;
    public final JwtAdapter adapter;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private TokenSettings settings;
    private Optional<Enrichment> enrichment = Optional.empty();

    private TokenStage(SigningKey... more) {
        this.issuer = TokenIssuer.start(clock, rsa, ec);
        for (SigningKey key : more) {
            issuer.rotate(key);
        }
        this.adapter = new JwtAdapter(HttpClient.newHttpClient(), scheduler, clock);
        this.settings = idTokens(issuer.issuer());
    }

    /** An OpenID provider with an RSA and an EC key, and others if given; prepared. */
    public static TokenStage open(SigningKey... more) {
        var stage = new TokenStage(more);
        stage.use(stage.settings);
        return stage;
    }

    /** As {@link #open}, but the adapter has not heard of the provider yet. */
    public static TokenStage unprepared() {
        return new TokenStage();
    }

    /** Prepares the adapter for these settings and waits for the keys to come or fail to. */
    public void use(TokenSettings next) {
        adapter.prepare(List.of(provider(next))).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Provider provider(TokenSettings next) {
        settings = next;
        return provider();
    }

    /** As {@link #use}, but waits for nothing. */
    public CompletableFuture<Void> begin(TokenSettings next) {
        return adapter.prepare(List.of(provider(next)));
    }

    public TokenSettings settings() {
        return settings;
    }

    public Provider provider() {
        Provider plain = new TestProvider(PROVIDER.name(), settings).provider();
        return new Provider(
                plain.id(),
                plain.state(),
                plain.settings(),
                plain.mapping(),
                plain.require(),
                plain.replay(),
                plain.blockedSubjects(),
                enrichment);
    }

    /** From now on a directory tells more of the provider's people. */
    public void enrich() {
        var findings = new Findings();
        var view = ProviderView.named(Set.of("email"));
        enrichment = new RuleCompiler()
                .enrichmentKey(new Expression("user.email", Source.of("test")), view, findings)
                .map(key -> new Enrichment(new ProviderId("corp-ad"), key));
    }

    public Forge forge() {
        return Forge.of(issuer, rsa, ec);
    }

    public Outcome<Verified> verify(TokenDraft draft) {
        return verify(draft.signedBy(rsa));
    }

    public Outcome<Verified> verify(String token) {
        return verify(token, Expectation.fromIssuer("role"));
    }

    public Outcome<Verified> verify(String token, Expectation expectation) {
        return adapter.read(new Proof.Jwt(token)).then(parsed -> parsed.verify(provider(), expectation, request()));
    }

    /** What another adapter, with an HTTP client of its own, makes of a token. */
    Outcome<Verified> through(HttpClient client, TokenSettings others, TokenDraft draft) {
        var other = new JwtAdapter(client, scheduler, clock);
        Provider provider = provider(others);
        other.prepare(List.of(provider)).orTimeout(20, TimeUnit.SECONDS).join();
        return other.read(new Proof.Jwt(draft.signedBy(rsa)))
                .then(parsed -> parsed.verify(provider, Expectation.fromIssuer("role"), request()));
    }

    public KeyHealth health() {
        return adapter.health().get(0);
    }

    static Optional<Reason> reason(Outcome<?> outcome) {
        return outcome.refusal().map(Refusal::reason);
    }

    RequestContext request() {
        var snapshot = new Snapshot(new Snapshot.Parts(
                "r1",
                "https://broker.corp.example.com",
                new Partition("daypass"),
                List.of(),
                List.of(provider()),
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
        return new RequestContext(
                "test", new RequestContext.Client("192.0.2.7", true, "tests"), clock.instant(), snapshot);
    }

    /** What an OpenID provider's ID tokens must fulfil. */
    public static TokenSettings idTokens(String issuer) {
        return new TokenSettings(
                ProviderSettings.Kind.OIDC,
                issuer,
                Set.of(TokenIssuer.AUDIENCE),
                new TokenSettings.KeySource(Optional.empty(), Duration.ofMinutes(10), Duration.ofHours(12)),
                new TokenSettings.Checks(
                        Set.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"),
                        Set.of("jwt"),
                        Map.of(),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Optional.empty()),
                Optional.of(new TokenSettings.Client(
                        TokenIssuer.AUDIENCE, Optional.empty(), Optional.empty(), TokenSettings.SignIn.usual(), true)));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        issuer.close();
    }
}
