package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.decision.Decision;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.settings.BrokerSettings;
import dev.daypass.resourceserver.settings.ServiceClient;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session may do, the broker says; what it said a moment ago is used again, and nothing older. */
final class DecisionTest {
    private static final Question READ = Question.of("reports:Get", "arn:daypass:reports:::2026");
    private static final Question WRITE = Question.of("reports:Put", "arn:daypass:reports:::2026");

    private final Stage stage = Stage.open();
    private final String token = stage.honest();
    private final VerifiedSession session = stage.check(token).value().orElseThrow();

    DecisionTest() {
        stage.broker.decide(DecisionTest::readOnly);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void allowedIsAllowedAndDeniedIsDenied() {
        assertEquals(Decision.Effect.ALLOW, stage.server.decide(session, READ).effect());
        Decision denied = stage.server.decide(session, WRITE);
        assertEquals(new Decision(Decision.Effect.DENY, "no statement allows it", Optional.of("c2VhbGVk")), denied);
        assertEquals(Optional.empty(), Stage.reason(stage.server.permit(session, READ)));
        assertEquals(Optional.of(Reason.ACTION_DENIED), Stage.reason(stage.server.permit(session, WRITE)));
    }

    @Test
    void questionIsAskedInTheNameOfTheSession() {
        List<JsonValue.Members> asked = new CopyOnWriteArrayList<>();
        stage.broker.decide(question -> {
            asked.add(question);
            return "{\"decision\":true}";
        });
        assertTrue(stage.server
                .decide(session, READ.with("reports:Owner", "alice", "bob"))
                .isAllowed());
        assertEquals("Bearer " + token, stage.broker.lastAuthorization());
        JsonValue.Members question = asked.get(0);
        assertEquals(
                Optional.of(session.subject()),
                question.object("subject").orElseThrow().text("id"));
        assertEquals(
                Optional.of("reports:Get"),
                question.object("action").orElseThrow().text("name"));
        assertEquals(
                Optional.of("arn:daypass:reports:::2026"),
                question.object("resource").orElseThrow().text("id"));
        assertEquals(
                Optional.of(List.of("alice", "bob")),
                question.object("context")
                        .orElseThrow()
                        .list("reports:Owner")
                        .orElseThrow()
                        .texts());
    }

    /** Each question would be a refusal at the broker's door, and enough of them close it to the whole service. */
    @Test
    void brokerIsNotAskedAboutABoundSession() {
        X509Certificate certificate = SamlKeys.ec("secp256r1").certificate();
        String bound = stage.token()
                .claim("cnf", Map.of("x5t#S256", MtlsTest.thumbprint(certificate)))
                .signedBy(stage.ec);
        Presented request =
                new Presented("GET", "/2026", List.of("Bearer " + bound), List.of(), Optional.of(certificate));
        VerifiedSession own = stage.server.check(request).value().orElseThrow();
        assertTrue(stage.server.decide(session, READ).isAllowed());
        assertEquals(Decision.Effect.UNAVAILABLE, stage.server.decide(own, READ).effect());
        assertEquals(1, stage.broker.decisions());
    }

    /** T07: narrowing holds for bound sessions too, where the service asks as itself. */
    @Test
    void T07serviceThatProvesItselfAsksAboutABoundSession() {
        BrokerSettings.Decisions asService =
                BrokerSettings.Decisions.usual().as(new ServiceClient("reports", "a secret: 100%"));
        try (Stage own = Stage.open(settings -> settings.with(settings.broker().with(asService)))) {
            List<JsonValue.Members> asked = new CopyOnWriteArrayList<>();
            own.broker.decide(question -> {
                asked.add(question);
                return readOnly(question);
            });
            X509Certificate certificate = SamlKeys.ec("secp256r1").certificate();
            String bound = own.token()
                    .claim("cnf", Map.of("x5t#S256", MtlsTest.thumbprint(certificate)))
                    .signedBy(own.ec);
            Presented request =
                    new Presented("GET", "/2026", List.of("Bearer " + bound), List.of(), Optional.of(certificate));
            VerifiedSession session = own.server.check(request).value().orElseThrow();
            assertEquals(Decision.Effect.ALLOW, own.server.decide(session, READ).effect());
            assertEquals(Decision.Effect.DENY, own.server.decide(session, WRITE).effect());
            JsonValue.Members subject = asked.get(0).object("subject").orElseThrow();
            assertEquals(Optional.of("access_token"), subject.text("type"));
            assertEquals(Optional.of(bound), subject.text("id"));
            assertEquals(
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString("reports:a+secret%3A+100%25".getBytes(StandardCharsets.US_ASCII)),
                    own.broker.lastAuthorization());
            assertFalse(asService.toString().contains("secret: 100%"));
        }
    }

    @Test
    void decisionIsKeptForSecondsOnly() {
        stage.server.decide(session, READ);
        stage.server.decide(session, READ);
        assertEquals(1, stage.broker.decisions());
        stage.server.decide(session, READ.with("reports:Owner", "alice"));
        assertEquals(2, stage.broker.decisions());
        stage.clock.advance(Duration.ofSeconds(3));
        stage.server.decide(session, READ);
        assertEquals(3, stage.broker.decisions());
    }

    /** Two tokens of the same session may be narrowed differently. */
    @Test
    void decisionIsOfTheVeryTokenItWasMadeFor() {
        VerifiedSession other = stage.check(
                        stage.token().claim("scope", "reports:read").signedBy(stage.ec))
                .value()
                .orElseThrow();
        stage.server.decide(session, READ);
        stage.server.decide(other, READ);
        assertEquals(2, stage.broker.decisions());
    }

    @Test
    void decisionEndsWithTheSession() {
        long now = stage.clock.instant().getEpochSecond();
        VerifiedSession dying = stage.check(stage.token()
                        .claim("iat", now - 60)
                        .claim("exp", now + 1)
                        .signedBy(stage.ec))
                .value()
                .orElseThrow();
        assertTrue(stage.server.decide(dying, READ).isAllowed());
        stage.clock.advance(Duration.ofSeconds(1));
        assertEquals(Decision.Effect.DENY, stage.server.decide(dying, READ).effect());
        assertEquals(1, stage.broker.decisions());
    }

    @Test
    void revocationEmptiesTheMemory() {
        stage.server.decide(session, READ);
        long later = stage.clock.instant().getEpochSecond() + 7200;
        stage.broker.revoke("YW5vdGhlci1zZXNzaW9uLQ", 0, later);
        Eventually.holds(() -> {
            stage.server.decide(session, READ);
            return stage.broker.decisions() == 2;
        });
        stage.broker.revoke(Stage.SESSION_HASH, stage.clock.instant().toEpochMilli(), later);
        Eventually.holds(() -> stage.server.decide(session, READ).effect() == Decision.Effect.DENY);
        assertEquals(2, stage.broker.decisions());
    }

    /** An answer that was under way while a revocation came is not remembered. */
    @Test
    void answerFromBeforeARevocationIsNotKept() throws Exception {
        BrokerSettings.Decisions patient =
                new BrokerSettings.Decisions(Duration.ofSeconds(10), 10, Duration.ofSeconds(30));
        try (Stage slow = Stage.open(settings -> settings.with(settings.broker().with(patient)))) {
            var asked = new CountDownLatch(1);
            var mayAnswer = new CountDownLatch(1);
            slow.broker.decide(question -> {
                if (asked.getCount() > 0) {
                    asked.countDown();
                    await(mayAnswer);
                }
                return "{\"decision\":true}";
            });
            VerifiedSession own = slow.check(slow.honest()).value().orElseThrow();
            var asking = new FutureTask<>(() -> slow.server.decide(own, READ));
            new Thread(asking, "asking").start();
            await(asked);
            slow.server.decide(own, WRITE);
            int known = slow.broker.decisions();
            slow.broker.revoke("YW5vdGhlci1zZXNzaW9uLQ", 0, slow.clock.instant().getEpochSecond() + 7200);
            Eventually.holds(() -> {
                slow.server.decide(own, WRITE);
                return slow.broker.decisions() == known + 1; // asked anew: the news has come
            });
            mayAnswer.countDown();
            assertTrue(asking.get().isAllowed());
            int before = slow.broker.decisions();
            slow.server.decide(own, READ);
            assertEquals(before + 1, slow.broker.decisions());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"decision\":\"true\"}",
                "{\"decision\":1}",
                "{\"decision\":false,\"decision\":true}",
                "{\"Decision\":true}"
            })
    void answerThatIsNoDecisionAllowsNothingAndIsNotKept(String answer) {
        stage.broker.decide(question -> answer);
        assertEquals(
                Decision.Effect.UNAVAILABLE, stage.server.decide(session, READ).effect());
        assertEquals(Optional.of(Reason.DECISION_UNAVAILABLE), Stage.reason(stage.server.permit(session, READ)));
        assertEquals(2, stage.broker.decisions());
    }

    @Test
    void brokerThatIsDownAllowsNothing() {
        stage.broker.fail(true);
        assertEquals(
                Decision.Effect.UNAVAILABLE, stage.server.decide(session, READ).effect());
        stage.clock.advance(Duration.ofSeconds(31));
        assertEquals(
                Decision.Effect.UNAVAILABLE, stage.server.decide(session, READ).effect());
    }

    @Test
    void slowBrokerIsNotWaitedForBeyondPatience() {
        BrokerSettings.Decisions hasty =
                new BrokerSettings.Decisions(Duration.ofSeconds(3), 10, Duration.ofMillis(200));
        try (Stage slow = Stage.open(settings -> settings.with(settings.broker().with(hasty)))) {
            var never = new CountDownLatch(1);
            slow.broker.decide(question -> {
                await(never);
                return "{\"decision\":true}";
            });
            VerifiedSession own = slow.check(slow.honest()).value().orElseThrow();
            long begun = System.nanoTime();
            assertFalse(slow.server.decide(own, READ).isAllowed());
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
            never.countDown();
        }
    }

    @Test
    void memoryIsBounded() {
        BrokerSettings.Decisions two = new BrokerSettings.Decisions(Duration.ofSeconds(3), 2, Duration.ofSeconds(5));
        try (Stage small =
                Stage.open(settings -> settings.with(settings.broker().with(two)))) {
            VerifiedSession own = small.check(small.honest()).value().orElseThrow();
            for (String resource : List.of("a", "b", "c", "c", "a")) {
                small.server.decide(own, Question.of("reports:Get", resource));
            }
            assertEquals(4, small.broker.decisions());
        }
    }

    @Test
    void longerMemoryThanTenSecondsIsNoSetting() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BrokerSettings.Decisions(Duration.ofSeconds(11), 10, Duration.ofSeconds(1)));
    }

    private static String readOnly(JsonValue.Members question) {
        boolean read = question.object("action").orElseThrow().text("name").equals(Optional.of("reports:Get"));
        return read
                ? "{\"decision\":true,\"context\":{\"reason\":\"a statement allows it\"}}"
                : "{\"decision\":false,\"context\":{\"reason\":\"no statement allows it\","
                        + "\"encodedMessage\":\"c2VhbGVk\"}}";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
