package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.net.httpserver.HttpServer;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlAttack;
import dev.daypass.testkit.saml.SamlAttacks;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every attack of the testkit: its honest twin is accepted, then it is refused for its own reason. */
final class SamlAttackTest {
    private static final SamlKeys OURS = SamlKeys.rsa();

    @TempDir
    static Path folder;

    private static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor();
    private static final HonestIdentityProvider IDP =
            new HonestIdentityProvider(Broker.ENTITY, SamlKeys.rsa(), Broker.CLOCK);
    private static final SamlAdapter ADAPTER = new SamlAdapter(Broker.CLOCK, SCHEDULER);

    private static Provider provider;

    @BeforeAll
    static void prepare() throws IOException {
        Path metadata = Files.writeString(folder.resolve("idp.xml"), IDP.metadata());
        provider = Broker.provider(
                "corp",
                Broker.decrypting(
                        Broker.settings(metadata.toUri()), SamlSettings.Encryption.ALLOWED, OURS.privateKeyPem()));
        ADAPTER.prepare(List.of(provider));
    }

    @AfterAll
    static void close() {
        ADAPTER.close();
        SCHEDULER.shutdownNow();
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

    private static void refuse(SamlAttack attack) {
        var spec = ResponseSpec.to(Broker.ISSUER, "corp").attribute("department", "R&D");
        var honest = Broker.verify(ADAPTER, provider, attack.honest(IDP, spec));
        assertTrue(honest.value().isPresent(), () -> "honest twin: " + Broker.told(honest));

        var forged = Broker.verify(ADAPTER, provider, attack.forged(IDP, spec));
        assertEquals(attack.reason(), Broker.reason(forged), () -> Broker.told(forged));
    }
}
