package dev.daypass.resourceserver.decision;

import dev.daypass.resourceserver.broker.BrokerClient;
import dev.daypass.resourceserver.broker.RevocationFeed;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.json.JsonWriter;
import dev.daypass.resourceserver.settings.BrokerSettings;
import dev.daypass.resourceserver.settings.ServiceClient;
import dev.daypass.resourceserver.token.AccessToken;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the broker what a session may do. Blocks as long as the settings' patience. Safe for several threads. */
public final class Decisions {
    private static final int MOST_BYTES = 256 * 1024;

    private final BrokerClient broker;
    private final RevocationFeed feed;
    private final BrokerSettings.Decisions settings;
    private final DecisionMemory memory;
    private final Clock clock;

    public Decisions(BrokerClient broker, RevocationFeed feed, BrokerSettings.Decisions settings, Clock clock) {
        this.broker = broker;
        this.feed = feed;
        this.settings = settings;
        this.memory = new DecisionMemory(settings.remembered());
        this.clock = clock;
    }

    /**
     * What the broker says now, or has said a moment ago. About a bound session only a service that proves itself asks: with
     * the token alone the broker would refuse it without the holder's proof, which is good for the service alone, and count
     * it against the service's address.
     */
    public Decision decide(AccessToken token, Question question) {
        if (token.grant().confirmation().isBound() && settings.service().isEmpty()) {
            return Decision.unavailable("the broker decides about a bound token only if the service asks as a client");
        }
        Instant now = clock.instant();
        long generation = feed.generation();
        var key = new DecisionMemory.Key(Sha256.base64Url(token.text()), question);
        Optional<Decision> recalled = memory.recall(key, generation, now);
        if (recalled.isPresent()) {
            return recalled.get();
        }
        Decision decision = ask(token, question);
        Instant until = earlier(now.plus(settings.keep()), token.life().expiresAt());
        if (decision.effect() != Decision.Effect.UNAVAILABLE && now.isBefore(until)) {
            memory.keep(key, decision, generation, until);
        }
        return decision;
    }

    private Decision ask(AccessToken token, Question question) {
        HttpRequest request = HttpRequest.newBuilder(broker.at("/access/v1/evaluation"))
                .header(
                        "Authorization",
                        settings.service().map(ServiceClient::authorization).orElseGet(() -> "Bearer " + token.text()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(token, question)))
                .build();
        var bounds = new BrokerClient.Bounds(MOST_BYTES, settings.patience());
        return BrokerClient.await(broker.send(request, bounds))
                .map(this::read)
                .orElseGet(() -> Decision.unavailable("the broker did not answer within " + settings.patience()));
    }

    /** AuthZEN 1.0 section 6.1: the subject is the session itself, or the token that a service asks about. */
    private String body(AccessToken token, Question question) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "subject",
                settings.service().isPresent()
                        ? Map.of("type", "access_token", "id", token.text())
                        : Map.of("type", "session", "id", token.subject()));
        body.put("action", Map.of("name", question.action()));
        body.put("resource", Map.of("type", "resource", "id", question.resource()));
        if (!question.context().isEmpty()) {
            body.put("context", question.context());
        }
        return JsonWriter.write(body);
    }

    private Decision read(BrokerClient.Answer answer) {
        boolean aboutTheSession = settings.service().isEmpty();
        if (aboutTheSession && (answer.status() == 401 || answer.status() == 403)) {
            return Decision.denied("the broker does not accept the session any more");
        }
        if (answer.status() != 200) {
            return Decision.unavailable("the broker answers " + answer.status());
        }
        Optional<JsonValue.Members> body =
                JsonReader.SMALL.object("decision", answer.body()).value();
        Optional<Boolean> allowed = body.flatMap(it -> it.flag("decision"));
        if (allowed.isEmpty()) {
            return Decision.unavailable("the broker's answer is no decision");
        }
        Optional<JsonValue.Members> context = body.flatMap(it -> it.object("context"));
        return new Decision(
                allowed.get() ? Decision.Effect.ALLOW : Decision.Effect.DENY,
                context.flatMap(it -> it.text("reason")).orElse(""),
                context.flatMap(it -> it.text("encodedMessage")));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
