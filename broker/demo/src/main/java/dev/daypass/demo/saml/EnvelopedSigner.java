package dev.daypass.demo.saml;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Element;

/** Puts an enveloped signature into an element with an {@code ID} (XML Signature; SAML Core 5.4): RSA with SHA-256. */
final class EnvelopedSigner {
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private final PrivateKey key;
    private final byte[] certificate;

    EnvelopedSigner(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate.clone();
    }

    /** Signs, and puts the signature behind {@code before}, where the SAML schema wants it. */
    void sign(Element element, Element before) {
        var factory = XMLSignatureFactory.getInstance("DOM");
        var context = new DOMSignContext(key, element, before.getNextSibling());
        context.setDefaultNamespacePrefix("ds");
        try {
            factory.newXMLSignature(signedInfo(factory, element), keyInfo(factory))
                    .sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("this Java does not sign XML with RSA and SHA-256", e);
        }
    }

    private static SignedInfo signedInfo(XMLSignatureFactory factory, Element element) throws GeneralSecurityException {
        List<Transform> transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
        var reference = factory.newReference(
                "#" + element.getAttributeNS(null, "ID"),
                factory.newDigestMethod(DigestMethod.SHA256, null),
                transforms,
                null,
                null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(RSA_SHA256, null),
                List.of(reference));
    }

    private KeyInfo keyInfo(XMLSignatureFactory factory) throws GeneralSecurityException {
        var parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        var keys = factory.getKeyInfoFactory();
        return keys.newKeyInfo(List.of(keys.newX509Data(List.of(parsed))));
    }
}
