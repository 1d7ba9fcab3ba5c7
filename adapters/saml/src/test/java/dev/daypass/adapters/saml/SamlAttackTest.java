package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.SamlAttack;
import dev.daypass.testkit.saml.SamlAttacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every attack of the testkit: its honest twin is accepted, then it is refused for its own reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamlAttackTest {
    private final MetadataHost trap = new MetadataHost();
    private final Stage stage;

    SamlAttackTest(@TempDir Path folder) throws IOException {
        stage = new Stage(
                folder,
                Keys.IDP,
                base -> Broker.decrypting(base, SamlSettings.Encryption.ALLOWED, Keys.OURS.privateKeyPem()));
    }

    @AfterAll
    void close() {
        stage.close();
        trap.close();
    }

    @TestFactory
    Stream<DynamicTest> attackIsRefusedForItsOwnReason() {
        return SamlAttacks.all().stream().map(attack -> dynamicTest(attack.name(), () -> refuse(attack)));
    }

    @TestFactory
    Stream<DynamicTest> attackOnDecryptionIsRefusedAndFetchesNothing() {
        return SamlAttacks.encryption(Keys.OURS.pair().getPublic(), trap.uri().toString()).stream()
                .map(attack -> dynamicTest(attack.name(), () -> {
                    refuse(attack);
                    assertEquals(0, trap.calls.get(), "nothing may be fetched");
                }));
    }

    @Test
    void S35_S37_nothingIsFetchedWhateverADocumentNames() {
        String url = trap.uri().toString();
        for (String prolog : List.of(
                "<!DOCTYPE r SYSTEM \"" + url + "\">",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + url + "\">]>",
                "<!DOCTYPE r [<!ENTITY % x SYSTEM \"" + url + "\">%x;]>",
                "<?xml-stylesheet href=\"" + url + "\"?>")) {
            assertEquals(Reason.XML_FORBIDDEN, Broker.reason(stage.verify(rewritten(text -> prolog + text))));
        }
        var located = stage.verify(rewritten(text -> text.replaceFirst(
                "<samlp:Response ",
                "<samlp:Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x "
                        + url + "\" ")));
        assertTrue(located.value().isPresent(), () -> "a schema's place is ignored: " + Broker.told(located));
        assertEquals(0, trap.calls.get());
    }

    private String rewritten(UnaryOperator<String> change) {
        return stage.idp.forged(stage.spec(), draft -> {}, draft -> {}, change);
    }

    private void refuse(SamlAttack attack) {
        var honest = stage.verify(attack.honest(stage.idp, stage.spec()));
        assertTrue(honest.value().isPresent(), () -> attack.name() + ", honest twin: " + Broker.told(honest));

        var forged = stage.verify(attack.forged(stage.idp, stage.spec()));
        assertEquals(attack.reason(), Broker.reason(forged), () -> attack.name() + ": " + Broker.told(forged));
    }
}
