package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Our own metadata says who we are, where Responses go and whom to encrypt to. */
final class SpMetadataTest {
    private static final URI METADATA = URI.create("https://idp.example.com/metadata");

    @Test
    void namesUsAndOurConsumer() throws Exception {
        Element root = parse(SpMetadata.write(Broker.ISSUER, new ProviderId("corp"), Broker.settings(METADATA)))
                .getDocumentElement();

        assertEquals("https://broker.example.com/saml/corp/metadata", root.getAttribute("entityID"));
        Element consumer = (Element)
                root.getElementsByTagNameNS("*", "AssertionConsumerService").item(0);
        assertEquals("https://broker.example.com/saml/corp/acs", consumer.getAttribute("Location"));
        assertEquals(0, root.getElementsByTagNameNS("*", "KeyDescriptor").getLength());
    }

    @Test
    void publishesDecryptionKeysInCertificatesThatStayTheSame() throws Exception {
        SamlKeys bare = Keys.OURS;
        SamlKeys certified = Keys.OTHER;
        var settings = Broker.decrypting(
                Broker.settings(METADATA),
                SamlSettings.Encryption.ALLOWED,
                bare.privateKeyPem(),
                certified.privateKeyPem() + certified.certificatePem());
        String first = SpMetadata.write(Broker.ISSUER, new ProviderId("corp"), settings);

        assertEquals(first, SpMetadata.write(Broker.ISSUER, new ProviderId("corp"), settings));
        assertTrue(first.contains(certified.certificateText()));
        assertFalse(first.contains("PRIVATE"));
        String made = parse(first)
                .getElementsByTagNameNS("*", "X509Certificate")
                .item(0)
                .getTextContent();
        assertEquals(bare.pair().getPublic(), keyOf(made));
    }

    private static PublicKey keyOf(String certificate) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(certificate)))
                .getPublicKey();
    }

    private static Document parse(String xml) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
