package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.SamlAttack;
import dev.daypass.testkit.saml.SamlAttacks;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every attack of the testkit: its honest twin is accepted, then it is refused for its own reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamlAttackTest {
    private static final SamlKeys OURS = SamlKeys.rsa();

    private final Stage stage;

    SamlAttackTest(@TempDir Path folder) {
        stage = new Stage(
                folder,
                SamlKeys.rsa(),
                base -> Broker.decrypting(base, SamlSettings.Encryption.ALLOWED, OURS.privateKeyPem()));
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> attackIsRefusedForItsOwnReason() {
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
                SamlAttacks.encryption(OURS.pair().getPublic(), address).stream()
                        .map(attack -> dynamicTest(attack.name(), () -> refuse(attack))),
                Stream.of(dynamicTest("S49 the trap was not called", () -> {
                    trap.stop(0);
                    assertEquals(0, calls.get());
                })));
    }

    private void refuse(SamlAttack attack) {
        var honest = stage.verify(attack.honest(stage.idp, stage.spec()));
        assertTrue(honest.value().isPresent(), () -> "honest twin: " + Broker.told(honest));

        var forged = stage.verify(attack.forged(stage.idp, stage.spec()));
        assertEquals(attack.reason(), Broker.reason(forged), () -> Broker.told(forged));
    }
}
