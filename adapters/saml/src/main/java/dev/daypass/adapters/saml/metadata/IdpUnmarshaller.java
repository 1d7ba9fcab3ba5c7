package dev.daypass.adapters.saml.metadata;

import java.security.KeyException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.security.credential.UsageType;
import org.opensaml.xmlsec.keyinfo.KeyInfoSupport;
import org.w3c.dom.Element;

/** Lets OpenSAML read one EntityDescriptor and takes from it what we need (SAML Metadata 2.3.2, 2.4.1.1, 2.4.3). */
final class IdpUnmarshaller {
    private IdpUnmarshaller() {}

    static IdpDescription describe(Element element, Optional<Instant> validUntil) throws MetadataFault {
        EntityDescriptor entity = unmarshal(element);
        String entityId = entity.getEntityID();
        IDPSSODescriptor role = entity.getIDPSSODescriptor(SAMLConstants.SAML20P_NS);
        if (entityId == null || role == null) {
            throw new MetadataFault("the metadata describes no SAML 2.0 identity provider (`IDPSSODescriptor`)");
        }
        Element roleElement = Optional.ofNullable(role.getDOM()).orElse(element);
        var keys = new ArrayList<PublicKey>();
        var certificates = new ArrayList<X509Certificate>();
        for (KeyDescriptor descriptor : role.getKeyDescriptors()) {
            // A key marked for encryption never verifies; one marked for nothing serves for both (S85, S86).
            if (descriptor.getUse() != UsageType.ENCRYPTION) {
                collect(descriptor, keys, certificates);
            }
        }
        return new IdpDescription(
                entityId,
                keys,
                certificates,
                MetadataReader.earlier(validUntil, roleElement),
                ServiceReader.signOn(role),
                ServiceReader.signOut(role));
    }

    private static EntityDescriptor unmarshal(Element element) throws MetadataFault {
        OpenSaml.start();
        try {
            var unmarshaller =
                    XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element);
            if (unmarshaller != null && unmarshaller.unmarshall(element) instanceof EntityDescriptor entity) {
                return entity;
            }
            throw new MetadataFault("the metadata's root is not an EntityDescriptor");
        } catch (UnmarshallingException | RuntimeException e) {
            throw new MetadataFault(
                    "the metadata cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static void collect(KeyDescriptor descriptor, List<PublicKey> keys, List<X509Certificate> certificates)
            throws MetadataFault {
        var keyInfo = descriptor.getKeyInfo();
        if (keyInfo == null) {
            return;
        }
        try {
            List<X509Certificate> certified = KeyInfoSupport.getCertificates(keyInfo);
            if (certified.isEmpty()) {
                keys.addAll(KeyInfoSupport.getPublicKeys(keyInfo));
                return;
            }
            certificates.addAll(certified);
            certified.forEach(certificate -> keys.add(certificate.getPublicKey()));
        } catch (CertificateException | KeyException e) {
            throw new MetadataFault(
                    "a key of the metadata cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }
}
