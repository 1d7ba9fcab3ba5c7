package dev.daypass.adapters.saml;

import dev.daypass.testkit.saml.HonestIdentityProvider;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.opensaml.saml.common.xml.SAMLSchemaBuilder;
import org.w3c.dom.Element;

/** Reads our messages with the JDK alone, as an identity provider does. */
final class Messages {
    private static final String BINDING = "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:";

    private Messages() {}

    static Element parse(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
    }

    static Element inflated(String base64) throws Exception {
        var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
        return parse(new InflaterInputStream(bytes, new Inflater(true)).readAllBytes());
    }

    static void assertFitsTheSchema(Element message) throws Exception {
        new SAMLSchemaBuilder(SAMLSchemaBuilder.SAML1Version.SAML_11)
                .getSAMLSchema()
                .newValidator()
                .validate(new DOMSource(message));
    }

    static boolean isSignedBy(Element message, X509Certificate certificate) throws Exception {
        message.setIdAttribute("ID", true);
        Element signature = (Element) message.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0);
        var context = new DOMValidateContext(certificate.getPublicKey(), signature);
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }

    static String text(Element message) throws Exception {
        var out = new StringWriter();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(message), new StreamResult(out));
        return out.toString();
    }

    /** Metadata with services of one's own, each from the binding's last word on. */
    static String metadata(HonestIdentityProvider idp, String attributes, String... services) {
        String honest = idp.metadata();
        int from = honest.indexOf("<md:SingleSignOnService");
        int to = honest.indexOf("/>", from) + 2;
        String written = services.length == 0 ? "" : BINDING + String.join(BINDING, services);
        return (honest.substring(0, from) + written + honest.substring(to))
                .replace("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor " + attributes + " ");
    }
}
