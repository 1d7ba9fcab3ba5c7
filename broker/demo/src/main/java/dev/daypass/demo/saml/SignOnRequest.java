package dev.daypass.demo.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What counts of an AuthnRequest (SAML Core 3.4.1). Nobody's signature is checked: everybody may become anybody here.
 *
 * @param id what the Response must answer
 * @param issuer who asks
 * @param consumer where the Response goes
 */
record SignOnRequest(String id, String issuer, String consumer) {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final int LONGEST = 64 * 1024;

    /** The request as the redirect binding carries it (Bindings 3.4.4.1), if it is one. */
    static Optional<SignOnRequest> read(String base64) {
        try {
            Element root = message(base64);
            var request = new SignOnRequest(
                    root.getAttributeNS(null, "ID"),
                    issuer(root),
                    root.getAttributeNS(null, "AssertionConsumerServiceURL"));
            boolean whole = "AuthnRequest".equals(root.getLocalName())
                    && !request.id.isEmpty()
                    && !request.issuer.isEmpty()
                    && !request.consumer.isEmpty();
            return whole ? Optional.of(request) : Optional.empty();
        } catch (IllegalArgumentException | IOException | SAXException e) {
            return Optional.empty();
        }
    }

    /** The root of any message as the redirect binding carries it. */
    static Element message(String base64) throws IOException, SAXException {
        var deflated = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
        return parsed(new InflaterInputStream(deflated, new Inflater(true)).readNBytes(LONGEST));
    }

    /** Who a message says it is from. */
    static String issuer(Element root) {
        return Optional.ofNullable(root.getElementsByTagNameNS(SAML, "Issuer").item(0))
                .map(node -> node.getTextContent().strip())
                .orElse("");
    }

    private static Element parsed(byte[] xml) throws IOException, SAXException {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java parses no XML", e);
        }
    }
}
