package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.daypass.core.outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A proof is good for once (S69, S70), and no step of a clock changes that (W32). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTest {
    private static final int AT_ONCE = 100;

    private final AttackedBroker broker;

    ReplayTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void s69OneOfAHundredAtOnceWinsAndARestartChangesNothing() throws Exception {
        Map<String, String> saml = AttackedBroker.withSaml(broker.response());
        Map<String, String> token = AttackedBroker.withToken(broker.token());
        for (Map<String, String> call : List.of(saml, token)) {
            Holdings before = broker.holdings();
            Map<String, Long> codes = atOnce(call).stream()
                    .collect(
                            Collectors.groupingBy(reply -> reply.status() + " " + reply.code(), Collectors.counting()));
            assertEquals(Map.of("200 ", 1L, "400 InvalidIdentityToken", AT_ONCE - 1L), codes);
            assertEquals(new Holdings(before.proofs() + 1, before.sessions() + 1), broker.holdings());
        }
        broker.restart();
        for (Map<String, String> call : List.of(saml, token)) {
            Refused.proof(broker, () -> call, Reason.PROOF_REPLAYED);
        }
        honest();
    }

    @Test
    void s70AnotherSpellingOfASpentResponseIsNoOtherResponse() {
        String response = broker.response();
        assertEquals(200, broker.sts(AttackedBroker.withSaml(response)).status());
        String broken = response.replaceAll("(.{64})", "$1\r\n");
        assertNotEquals(response, broken);
        Refused.proof(broker, () -> AttackedBroker.withSaml(broken), Reason.PROOF_REPLAYED);
        assertEquals(
                200,
                broker.sts(AttackedBroker.withSaml(broker.response().replaceAll("(.{64})", "$1\r\n")))
                        .status());
    }

    @Test
    void s88ResponseForAnotherProviderIsRefusedAndNotSpent() {
        String response = broker.response();
        Map<String, String> call = AttackedBroker.withSaml(response);
        call.put("PrincipalArn", AttackedBroker.ACCOUNT + "saml-provider/corp-oidc");
        Refused.proof(broker, () -> call, Reason.PROVIDER_MISMATCH);
        call.put("PrincipalArn", AttackedBroker.ACCOUNT + "saml-provider/unknown");
        Refused.proof(broker, () -> call, Reason.PROVIDER_UNKNOWN);
        assertEquals(200, broker.sts(AttackedBroker.withSaml(response)).status());
    }

    @Test
    void w32ClockStepsReviveNothing() {
        String spent = broker.response();
        String unused = broker.response();
        String token = broker.token();
        var session = broker.credentials(broker.sts(AttackedBroker.withSaml(spent)));
        assertEquals(200, broker.sts(AttackedBroker.withToken(token)).status());
        assertEquals(200, broker.whoAmI(session).status());
        assertEquals(
                200,
                broker.admin("/api/v1/sessions/" + session.id() + "/revoke", "{}")
                        .status());

        step(Duration.ofHours(-1));
        Refused.proof(broker, () -> AttackedBroker.withSaml(spent), Reason.PROOF_NOT_YET_VALID);
        assertEquals("InvalidClientTokenId", broker.whoAmI(session).code());
        step(Duration.ofHours(25));
        Refused.proof(broker, () -> AttackedBroker.withSaml(spent), Reason.PROOF_EXPIRED);
        Refused.proof(broker, () -> AttackedBroker.withSaml(unused), Reason.PROOF_EXPIRED);
        assertEquals("ExpiredToken", broker.whoAmI(session).code());
        // Much is issued meanwhile, so that the store may forget what is over.
        honest();
        step(Duration.ofDays(-1));
        Refused.proof(broker, () -> AttackedBroker.withSaml(spent), Reason.PROOF_REPLAYED);
        Refused.proof(broker, () -> AttackedBroker.withToken(token), Reason.PROOF_REPLAYED);
        assertEquals("InvalidClientTokenId", broker.whoAmI(session).code());
        honest();
    }

    private void step(Duration by) {
        broker.clock.step(by);
    }

    private void honest() {
        assertEquals(200, broker.sts(AttackedBroker.withSaml(broker.response())).status());
    }

    private List<Wire.Reply> atOnce(Map<String, String> call) throws Exception {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        var start = new CountDownLatch(1);
        try {
            List<Future<Wire.Reply>> waiting = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                waiting.add(threads.submit(() -> {
                    start.await();
                    return broker.sts(call);
                }));
            }
            start.countDown();
            List<Wire.Reply> replies = new ArrayList<>();
            for (Future<Wire.Reply> reply : waiting) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }
}
