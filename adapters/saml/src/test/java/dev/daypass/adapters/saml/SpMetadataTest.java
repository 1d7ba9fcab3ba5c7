package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import org.junit.jupiter.api.Test;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.common.xml.SAMLSchemaBuilder;
import org.opensaml.saml.saml2.metadata.AssertionConsumerService;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.security.credential.UsageType;
import org.opensaml.xmlsec.keyinfo.KeyInfoSupport;
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

    @Test
    void anIdentityProviderReadsItAndItsSchemaHolds() throws Exception {
        SamlKeys ours = Keys.OTHER;
        var settings = Broker.decrypting(
                Broker.settings(METADATA),
                SamlSettings.Encryption.ALLOWED,
                ours.privateKeyPem() + ours.certificatePem(),
                Keys.OURS.privateKeyPem());
        Document document = parse(SpMetadata.write(Broker.ISSUER, new ProviderId("corp"), settings));
        new SAMLSchemaBuilder(SAMLSchemaBuilder.SAML1Version.SAML_11)
                .getSAMLSchema()
                .newValidator()
                .validate(new DOMSource(document));
        InitializationService.initialize();
        Element root = document.getDocumentElement();
        var reader = Objects.requireNonNull(
                XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(root));
        var entity = (EntityDescriptor) reader.unmarshall(root);
        SPSSODescriptor role = entity.getSPSSODescriptor(SAMLConstants.SAML20P_NS);

        assertEquals("https://broker.example.com/saml/corp/metadata", entity.getEntityID());
        AssertionConsumerService consumer = role.getDefaultAssertionConsumerService();
        assertEquals("https://broker.example.com/saml/corp/acs", consumer.getLocation());
        assertEquals(SAMLConstants.SAML2_POST_BINDING_URI, consumer.getBinding());
        assertEquals(true, role.getWantAssertionsSigned());
        var keys = new ArrayList<PublicKey>();
        for (KeyDescriptor key : role.getKeyDescriptors()) {
            assertEquals(UsageType.ENCRYPTION, key.getUse());
            assertEquals(3, key.getEncryptionMethods().size());
            keys.add(KeyInfoSupport.getCertificates(key.getKeyInfo()).get(0).getPublicKey());
        }
        assertEquals(List.of(ours.pair().getPublic(), Keys.OURS.pair().getPublic()), keys);
    }

    @Test
    void publishesTheKeyThatSignsRequests() throws Exception {
        SamlKeys ours = Keys.OTHER;
        var signing = new SamlSettings.Requests(
                Optional.empty(),
                Optional.of(Secret.of(ours.privateKeyPem() + ours.certificatePem())),
                false,
                List.of(),
                Optional.empty());
        String unsigned = SpMetadata.write(Broker.ISSUER, new ProviderId("corp"), Broker.settings(METADATA));
        String text = SpMetadata.write(
                Broker.ISSUER, new ProviderId("corp"), Broker.requesting(Broker.settings(METADATA), signing));

        assertTrue(unsigned.contains("AuthnRequestsSigned=\"false\""));
        assertTrue(text.contains("AuthnRequestsSigned=\"true\""));
        assertFalse(text.contains("PRIVATE"));
        Document document = parse(text);
        new SAMLSchemaBuilder(SAMLSchemaBuilder.SAML1Version.SAML_11)
                .getSAMLSchema()
                .newValidator()
                .validate(new DOMSource(document));
        Element key =
                (Element) document.getElementsByTagNameNS("*", "KeyDescriptor").item(0);
        assertEquals("signing", key.getAttribute("use"));
        assertEquals(ours.certificateText(), key.getTextContent().strip());
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
