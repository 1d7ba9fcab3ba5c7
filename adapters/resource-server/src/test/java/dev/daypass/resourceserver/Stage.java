package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.proof.ProcessReplayMemory;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A broker with an RSA and an EC key, a clock that stands, and a resource server that has heard of both. */
final class Stage implements AutoCloseable {
    static final String AUDIENCE = "https://reports.example.com";
    static final String SESSION_HASH = "c2Vzc2lvbi1oYXNoLTEyMw";
    static final String ROLE_HASH = "cm9sZS1oYXNoLTEyMzQ1Ng";

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00.250Z"));
    final SigningKey rsa = SigningKeys.RSA;
    final SigningKey ec = SigningKeys.EC;
    final TestBroker broker;
    final ResourceServer server;

    private Stage(TestBroker broker, Settings settings) {
        this.broker = broker;
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.server =
                ResourceServer.start(settings, new Surroundings(clock, client, new ProcessReplayMemory(1000, clock)));
    }

    static Stage open() {
        return open(settings -> settings);
    }

    static Stage open(UnaryOperator<Settings> change) {
        TestBroker broker = TestBroker.start(SigningKeys.RSA, SigningKeys.EC);
        var stage = new Stage(broker, change.apply(Settings.of(broker.issuer(), AUDIENCE)));
        assertTrue(stage.server.awaitReady(Duration.ofSeconds(20)));
        return stage;
    }

    /** An honest access token of the broker's, as it mints them. */
    TokenDraft token() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", broker.issuer());
        claims.put("sub", "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice");
        claims.put("aud", AUDIENCE);
        claims.put("exp", now + 3600);
        claims.put("iat", now);
        claims.put("jti", "vTzpBMnlUhrGM9bkfZJqVA");
        claims.put("client_id", "reports-ui");
        claims.put("scope", "reports:read reports:list");
        claims.put("sid", "ASIAEXAMPLEEXAMPLE12");
        claims.put("role", "arn:daypass:iam::111122223333:role/ReadOnly");
        claims.put("session_name", "alice");
        claims.put("tags", Map.of("department", "R&D"));
        claims.put("source_identity", "alice@corp.example.com");
        claims.put("rvk", List.of(SESSION_HASH, ROLE_HASH));
        claims.put("daypass:session", "c2VhbGVk");
        return new TokenDraft(Map.of("typ", "at+jwt"), claims);
    }

    String honest() {
        return token().signedBy(ec);
    }

    Outcome<VerifiedSession> check(String token) {
        return server.check(bearer(token));
    }

    static Presented bearer(String token) {
        return new Presented("GET", "/2026", List.of("Bearer " + token), List.of(), Optional.empty());
    }

    static Optional<Reason> reason(Outcome<?> outcome) {
        return outcome.refusal().map(Refusal::reason);
    }

    @Override
    public void close() {
        server.close();
        broker.close();
    }
}
