package dev.daypass.testkit.saml;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.RSAPSSParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs elements with the JDK's XML signatures (javax.xml.crypto): enveloped, exclusive canonicalisation, SHA-256. */
final class XmlSigner {
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#rsa-pss";

    private XmlSigner() {}

    /** Signs an element by its ID; the signature comes after its Issuer, or first where there is none. */
    static void sign(Element element, SamlKeys keys, String algorithm) {
        String method = algorithm.isEmpty() ? (keys.isRsa() ? RSA_SHA256 : ECDSA_SHA256) : algorithm;
        var factory = XMLSignatureFactory.getInstance("DOM");
        var infos = factory.getKeyInfoFactory();
        KeyInfo keyInfo = infos.newKeyInfo(List.of(infos.newX509Data(List.of(keys.certificate()))));
        sign(element, keys.pair().getPrivate(), method, DigestMethod.SHA256, keyInfo);
    }

    /** The same with everything that an attacker may choose. */
    static void sign(Element element, Key key, String method, String digest, @Nullable KeyInfo keyInfo) {
        element.setIdAttributeNS(null, "ID", true);
        var factory = XMLSignatureFactory.getInstance("DOM");
        try {
            var reference = factory.newReference(
                    "#" + element.getAttributeNS(null, "ID"),
                    factory.newDigestMethod(digest, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            var signedInfo = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method, parameters(method)),
                    List.of(reference));
            var context = new DOMSignContext(key, element, place(element));
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(signedInfo, keyInfo).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable SignatureMethodParameterSpec parameters(String method) {
        return method.equals(PSS)
                ? new RSAPSSParameterSpec(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1))
                : null;
    }

    private static @Nullable Node place(Element element) {
        Node first = element.getFirstChild();
        return first != null && "Issuer".equals(first.getLocalName()) ? first.getNextSibling() : first;
    }
}
