package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.jwt.KeySetAttack;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key sets that an issuer must not publish: what they do to tokens at the STS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeySetAttackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AttackedBroker broker;
    private String address = "clientId: daypass";

    KeySetAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void badKeySetLetsNobodyIn(KeySetAttack attack) {
        SigningKey honest = SigningKeys.RSA;
        publish(attack + "-twin", TokenIssuer.keySet(List.of(honest)));
        until(honest, reply -> reply.status() == 200);

        publish(attack.name(), attack.keySet(honest));
        switch (attack.effect()) {
            case SET_REFUSED -> {
                assertEquals("IDPCommunicationError", answer(honest).code());
            }
            case KEY_LEFT_OUT -> {
                until(honest, reply -> reply.status() == 200);
                for (SigningKey bad : List.of(SigningKeys.RSA_NEXT.named("bad"), SigningKeys.EC_NEXT.named("bad"))) {
                    Wire.Reply reply = answer(bad);
                    Refused.inForm(reply);
                    assertEquals("InvalidIdentityToken", reply.code());
                }
            }
        }
    }

    /** Publishes a set at an address of its own, so that the broker has no last good one, and waits until it was fetched. */
    private void publish(String name, String keySet) {
        broker.issuer.publish(keySet);
        int before = broker.issuer.keyRequests();
        String next = "clientId: daypass\n  jwks: \"" + broker.issuer.jwks() + "/" + name + "\"";
        broker.reconfigure("providers/corp.yaml", address, next);
        address = next;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (broker.issuer.keyRequests() == before) {
            assertTrue(System.nanoTime() < end, "the key set was never fetched");
            Thread.onSpinWait();
        }
    }

    private void until(SigningKey key, Predicate<Wire.Reply> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Wire.Reply reply = answer(key);
        while (!wanted.test(reply)) {
            assertTrue(System.nanoTime() < end, reply.toString());
            reply = answer(key);
        }
    }

    private Wire.Reply answer(SigningKey key) {
        return broker.sts(AttackedBroker.withToken(broker.issuer.token().signedBy(key)));
    }
}
