package dev.daypass.adapters.saml.request;

import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.adapters.saml.xml.Namespaces;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.adapters.saml.xml.XmlParser;
import dev.daypass.core.outcome.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Element;

/** Signs a message of ours within itself (SAML Core 5.4): exclusive canonicalization, SHA-256. Safe for several threads. */
final class EnvelopedSigner {
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final XmlParser parser = new XmlParser(XmlLimits.forMessages(), XmlParser.Asides.REFUSED);

    EnvelopedSigner() {
        Init.init();
    }

    /**
     * The message with its signature behind the Issuer, where the schema wants it.
     *
     * @throws UnavailableException if it cannot be signed
     */
    byte[] sign(byte[] message, SigningKey key) {
        try {
            Element root = parser.parse(message).root();
            root.setIdAttributeNS(null, "ID", true);
            var document = root.getOwnerDocument();
            var signature =
                    new XMLSignature(document, "", key.algorithm(), Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
            Element issuer = Optional.ofNullable((Element) root.getElementsByTagNameNS(Namespaces.SAML, "Issuer")
                            .item(0))
                    .orElseThrow(() -> new IllegalArgumentException("a message of ours names its issuer"));
            root.insertBefore(signature.getElement(), issuer.getNextSibling());
            var transforms = new Transforms(document);
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
            signature.addDocument("#" + root.getAttributeNS(null, "ID"), transforms, SHA256);
            signature.addKeyInfo(key.certificate());
            signature.sign(key.privateKey());
            var out = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(root, out);
            return out.toByteArray();
        } catch (ProofRefused | XMLSecurityException e) {
            throw new UnavailableException("a message of ours cannot be signed", e);
        }
    }
}
