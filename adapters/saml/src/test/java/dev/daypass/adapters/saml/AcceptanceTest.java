package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.saml.ResponseSpec.Encryption.Mode;
import dev.daypass.testkit.saml.ResponseSpec.Signed;
import dev.daypass.testkit.saml.SamlAttacks;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be accepted, on the class path that ships: signatures by RSA, RSASSA-PSS and ECDSA, encryption in GCM and CBC,
 * metadata through OpenSAML.
 */
final class AcceptanceTest {
    private final Path folder;

    AcceptanceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everythingOfTheAssertionBecomesTheIdentity() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            var spec = stage.spec().groups(2).attribute("empty", "").attribute("xml", "<a>&\"b\"\n</a>");

            Verified verified = granted(stage.verify(stage.idp.response(spec)));

            var identity = verified.identity();
            assertEquals("corp", identity.provider().name());
            assertEquals(Broker.ENTITY, identity.issuer());
            assertEquals("alice@corp.example.com", identity.subject().value());
            assertEquals(
                    Optional.of("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
                    identity.subject().format());
            assertEquals(List.of("https://broker.example.com/saml/corp/acs"), identity.audiences());
            assertEquals(List.of("R&D"), identity.attributes().texts("department"));
            assertEquals(List.of(""), identity.attributes().texts("empty"));
            assertEquals(List.of("<a>&\"b\"\n</a>"), identity.attributes().texts("xml"));
            assertEquals(
                    List.of(
                            "CN=Group-0,OU=Groups,OU=Engineering,DC=corp,DC=example,DC=com",
                            "CN=Group-1,OU=Groups,OU=Engineering,DC=corp,DC=example,DC=com"),
                    identity.attributes().texts("http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"));
            assertEquals(Optional.of(Broker.NOW), identity.authentication().instant());
            assertEquals(
                    Optional.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
                    identity.authentication().contextClass());
            assertTrue(identity.authentication().sessionIndex().isPresent());
            assertEquals(Optional.of(identity.proofId() + " " + Broker.ENTITY), verified.replayKey());
            assertEquals(Broker.NOW.plusSeconds(360), verified.until());
            assertFalse(identity.toString().contains("alice"), "a log line must not name the person");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Signed.class,
            names = {"ASSERTION", "RESPONSE", "BOTH"})
    void anySignatureThatCoversTheAssertionIsEnough(Signed signed) {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            granted(stage.verify(stage.idp.response(stage.spec().signed(signed))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                "http://www.w3.org/2007/05/xmldsig-more#rsa-pss",
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1"
            })
    void everyListedRsaAlgorithmVerifies(String algorithm) {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            granted(stage.verify(stage.idp.response(stage.spec().algorithm(algorithm))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "secp384r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        "secp521r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
    })
    void everyListedCurveVerifies(String curve, String algorithm) {
        try (var stage = new Stage(folder, SamlKeys.ec(curve), UnaryOperator.identity())) {
            granted(stage.verify(stage.idp.response(stage.spec().algorithm(algorithm))));
        }
    }

    @ParameterizedTest
    @CsvSource({"GCM, ASSERTION", "GCM, RESPONSE", "GCM, BOTH", "CBC, RESPONSE", "CBC, BOTH"})
    void encryptedAssertionIsDecrypted(Mode mode, Signed signed) {
        try (var stage = new Stage(
                folder,
                Keys.IDP,
                base -> Broker.decrypting(base, SamlSettings.Encryption.REQUIRED, Keys.OURS.privateKeyPem()))) {
            var spec = stage.spec().signed(signed).encrypted(Keys.OURS.pair().getPublic(), mode);
            granted(stage.verify(stage.idp.response(spec)));
        }
    }

    @Test
    void assertionEncryptedToTheOlderKeyIsDecryptedWhileBothAreConfigured() {
        try (var stage = new Stage(
                folder,
                Keys.IDP,
                base -> Broker.decrypting(
                        base,
                        SamlSettings.Encryption.ALLOWED,
                        Keys.OTHER.privateKeyPem(),
                        Keys.OURS.privateKeyPem()))) {
            granted(stage.verify(
                    stage.idp.response(stage.spec().encrypted(Keys.OURS.pair().getPublic(), Mode.GCM))));
        }
    }

    @Test
    void encryptedNameIsDecrypted() {
        try (var stage = new Stage(
                folder,
                Keys.IDP,
                base -> Broker.decrypting(base, SamlSettings.Encryption.ALLOWED, Keys.OURS.privateKeyPem()))) {
            var spec = stage.spec().subject("bob");
            var verified = granted(stage.verify(
                    SamlAttacks.encryptedName(stage.idp, spec, Keys.OURS.pair().getPublic())));
            assertEquals("bob", verified.identity().subject().value());
        }
    }

    @Test
    void answerToOurRequestIsAccepted() {
        try (var stage = new Stage(folder, Keys.IDP, Broker::notIdpInitiated)) {
            granted(stage.verifyAnswerTo(stage.idp.response(stage.spec().inResponseTo("_r1")), "_r1"));
        }
    }

    @Test
    void S22_cdataIsText() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            var verified = granted(stage.verify(rewritten(
                    stage, text -> text.replace("alice@corp.example.com", "<![CDATA[alice@corp.example]]>.com"))));
            assertEquals("alice@corp.example.com", verified.identity().subject().value());
        }
    }

    @Test
    void S39_utf16AsDeclaredIsRead() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String text = text(stage.idp.response(stage.spec().subject("Zoë")));
            byte[] utf16 = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text).getBytes(StandardCharsets.UTF_16);
            var verified = granted(stage.verify(Base64.getEncoder().encodeToString(utf16)));
            assertEquals("Zoë", verified.identity().subject().value());
        }
    }

    @Test
    void S40_linesOf64CharactersAreRead() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            byte[] xml = Base64.getDecoder().decode(stage.idp.response(stage.spec()));
            String lines = Base64.getMimeEncoder(64, "\r\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(xml);
            granted(stage.verify(lines + "\r\n"));
        }
    }

    @Test
    void S75_sameNameInTheSameFormatIsMerged() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String response = stage.idp.forged(
                    stage.spec(),
                    draft -> {
                        draft.append(
                                draft.first("AttributeStatement"),
                                "<saml:Attribute Name=\"department\" NameFormat="
                                        + "\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">"
                                        + "<saml:AttributeValue xsi:type=\"xs:string\">Sales</saml:AttributeValue>"
                                        + "</saml:Attribute>");
                        draft.append(draft.first("AttributeStatement"), "<saml:Attribute Name=\"none\"/>");
                    },
                    draft -> {},
                    UnaryOperator.identity());
            var attributes = granted(stage.verify(response)).identity().attributes();
            assertEquals(List.of("R&D", "Sales"), attributes.texts("department"));
            assertFalse(attributes.has("none"), "an attribute without values says nothing");
        }
    }

    @Test
    void attributeOfAnotherNamespaceOnAnAttributeIsIgnored() {
        String claims = "http://schemas.xmlsoap.org/ws/2009/09/identity/claims";
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String response = stage.idp.forged(
                    stage.spec(),
                    draft -> {
                        var attribute = draft.first("Attribute");
                        attribute.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:a", claims);
                        attribute.setAttributeNS(claims, "a:OriginalIssuer", "https://other.example.com");
                    },
                    draft -> {},
                    UnaryOperator.identity());
            granted(stage.verify(response));
        }
    }

    @Test
    void S62_oneOfSeveralConfirmationsFits() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String response = stage.idp.forged(
                    stage.spec(),
                    draft -> draft.before(
                            draft.first("SubjectConfirmation"),
                            "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                                    + "<saml:SubjectConfirmationData Recipient=\"https://elsewhere.example.com\""
                                    + " NotOnOrAfter=\"2026-03-01T12:04:00Z\"/></saml:SubjectConfirmation>"),
                    draft -> {},
                    UnaryOperator.identity());
            granted(stage.verify(response));
        }
    }

    @Test
    void S64_clocksMayDifferByTheSkewAndNoMore() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String response = stage.idp.response(stage.spec());
            granted(stage.verifyAt(response, Broker.NOW.plus(Duration.ofSeconds(359))));
            assertTrue(stage.verifyAt(response, Broker.NOW.plus(Duration.ofMinutes(6)))
                    .refusal()
                    .isPresent());
            granted(stage.verifyAt(response, Broker.NOW.minus(Duration.ofMinutes(1))));
            assertTrue(stage.verifyAt(response, Broker.NOW.minus(Duration.ofSeconds(61)))
                    .refusal()
                    .isPresent());
        }
    }

    private static String rewritten(Stage stage, UnaryOperator<String> change) {
        return stage.idp.forged(stage.spec(), draft -> {}, draft -> {}, change);
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static Verified granted(Outcome<Verified> outcome) {
        return outcome.value().orElseThrow(() -> new AssertionError(Broker.told(outcome)));
    }
}
