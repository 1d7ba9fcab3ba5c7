package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.jwt.ClaimAttack;
import dev.daypass.testkit.jwt.TokenAttack;
import dev.daypass.testkit.saml.SamlAttack;
import dev.daypass.testkit.saml.SamlAttacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every attack that the testkit can make on a proof, through the front door of the STS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProofAttackTest {
    /** What AWS takes at most for a parameter (STS service model), and Daypass for a body: the proof is not looked at. */
    private static final Map<String, Integer> LONGEST_PARAMETER =
            Map.of("SAMLAssertion", 100_000, "WebIdentityToken", 20_000);

    private static final int SHORTEST_PARAMETER = 4;
    private static final int LONGEST_BODY = 256 * 1024;

    private final AttackedBroker broker;

    ProofAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @TestFactory
    Stream<DynamicTest> attackOnAResponseIsRefused() {
        return SamlAttacks.all().stream().map(attack -> dynamicTest(attack.name(), () -> refuse(attack)));
    }

    @TestFactory
    Stream<DynamicTest> attackOnDecryptionIsRefusedAndFetchesNothing() throws IOException {
        var calls = new AtomicInteger();
        var trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        trap.start();
        String address = "http://127.0.0.1:" + trap.getAddress().getPort() + "/";
        return Stream.concat(
                SamlAttacks.encryption(AttackedBroker.OUR_KEYS.pair().getPublic(), address).stream()
                        .map(attack -> dynamicTest(attack.name(), () -> refuse(attack))),
                Stream.of(dynamicTest("S49 the trap was not called", () -> {
                    trap.stop(0);
                    assertEquals(0, calls.get());
                })));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void attackOnATokenIsRefused(TokenAttack attack) {
        honest(AttackedBroker.withToken(broker.token()));
        refuse("WebIdentityToken", () -> AttackedBroker.withToken(attack.token(broker.forge)), attack.reason());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void attackOnClaimsIsRefused(ClaimAttack attack) {
        honest(AttackedBroker.withToken(broker.token()));
        // The STS finds the provider by the token's issuer, so one that is not exactly ours is nobody's.
        Reason reason = attack.reason() == Reason.ISSUER_MISMATCH ? Reason.PROVIDER_UNKNOWN : attack.reason();
        refuse("WebIdentityToken", () -> AttackedBroker.withToken(attack.token(broker.forge)), reason);
    }

    private void refuse(SamlAttack attack) {
        honest(AttackedBroker.withSaml(attack.honest(broker.idp, broker.spec())));
        refuse(
                "SAMLAssertion",
                () -> AttackedBroker.withSaml(attack.forged(broker.idp, broker.spec())),
                attack.reason());
    }

    private void honest(Map<String, String> call) {
        Wire.Reply reply = broker.sts(call);
        assertEquals(200, reply.status(), () -> "honest twin: " + reply);
    }

    private void refuse(String parameter, Supplier<Map<String, String>> call, Reason reason) {
        Map<String, String> sample = call.get();
        int length = sample.getOrDefault(parameter, "").length();
        if (Wire.form(sample).length() > LONGEST_BODY) {
            refuseAtTheEdge(sample, "RequestEntityTooLarge", Reason.LIMIT_EXCEEDED);
        } else if (length < SHORTEST_PARAMETER || length > LONGEST_PARAMETER.getOrDefault(parameter, 0)) {
            refuseAtTheEdge(sample, "ValidationError", Reason.PARAMETER_INVALID);
        } else {
            Refused.proof(broker, call, reason);
        }
    }

    /** Refused before anybody looks at the proof, and audited once; a body that is too long is not even read. */
    private void refuseAtTheEdge(Map<String, String> call, String code, Reason reason) {
        Holdings before = broker.holdings();
        Wire.Reply reply = broker.sts(call);
        Refused.inForm(reply);
        assertEquals(code, reply.code(), reply::toString);
        assertEquals(
                List.of("REQUEST_AUTHENTICATION REFUSED " + reason),
                broker.audit.of(reply).stream().map(AuditTrail.Entry::told).toList());
        assertEquals(before, broker.holdings(), "something was stored");
    }
}
