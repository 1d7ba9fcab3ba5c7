package dev.daypass.adapters.saml.xml;

import dev.daypass.core.outcome.Reason;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;

/** Grows one tree from parser events and stops at the first thing that is not allowed. Used once, by one thread. */
final class TreeBuilder extends DefaultHandler2 {
    private final Document document;
    private final XmlLimits limits;
    private final XmlParser.Asides asides;
    private final Set<String> ids = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private Node current;
    private @Nullable Locator2 locator;
    private int depth;
    private int elements;
    private int namespaces;

    TreeBuilder(Document document, XmlLimits limits, XmlParser.Asides asides) {
        // The parser has checked every name already, and nobody changes the tree later.
        document.setStrictErrorChecking(false);
        this.document = document;
        this.current = document;
        this.limits = limits;
        this.asides = asides;
    }

    ParsedXml result() {
        return new ParsedXml(document.getDocumentElement(), ids);
    }

    @Override
    public void setDocumentLocator(Locator given) {
        if (given instanceof Locator2 second) {
            locator = second;
        }
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        if (elements == 0) {
            checkDeclaration();
        }
        flushText();
        atMost(++depth, limits.depth(), "levels");
        atMost(++elements, limits.elements(), "elements");
        atMost(attributes.getLength(), limits.attributes(), "attributes");
        Element element = document.createElementNS(uri.isEmpty() ? null : uri, name);
        for (int i = 0; i < attributes.getLength(); i++) {
            addAttribute(element, attributes, i);
        }
        current.appendChild(element);
        current = element;
    }

    private void addAttribute(Element element, Attributes attributes, int i) throws SAXException {
        String name = attributes.getQName(i);
        String value = attributes.getValue(i);
        atMost(value.length(), limits.textLength(), "characters of an attribute");
        if (name.equals("xmlns") || name.startsWith("xmlns:")) {
            atMost(++namespaces, limits.namespaces(), "namespace declarations");
            // Canonicalisation of a relative namespace name is undefined; libraries have answered it with nothing.
            if (!value.isEmpty() && value.indexOf(':') < 0) {
                throw refused(Reason.XML_FORBIDDEN, "S24: relative namespace name");
            }
            element.setAttributeNS(Namespaces.XMLNS, name, value);
            return;
        }
        String uri = attributes.getURI(i);
        if (asides == XmlParser.Asides.REFUSED && name.equals("xml:base")) {
            throw refused(Reason.XML_FORBIDDEN, "S37: xml:base");
        }
        element.setAttributeNS(uri.isEmpty() ? null : uri, name, value);
        String local = name.substring(name.indexOf(':') + 1);
        if (local.length() == 2 && local.toLowerCase(Locale.ROOT).equals("id") && !ids.add(value)) {
            throw refused(Reason.SAML_STRUCTURE, "S17: two elements with one ID");
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        flushText();
        depth--;
        current = current.getParentNode();
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        atMost(text.length() + length, limits.textLength(), "characters of a text");
        text.append(characters, start, length);
    }

    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) throws SAXException {
        throw refused(Reason.XML_FORBIDDEN, "S35: DOCTYPE");
    }

    @Override
    public void comment(char[] characters, int start, int length) throws SAXException {
        if (asides == XmlParser.Asides.REFUSED) {
            throw refused(Reason.XML_FORBIDDEN, "S21: comment");
        }
    }

    @Override
    public void processingInstruction(String target, String content) throws SAXException {
        // Before the root it belongs to nothing that is signed or read; inside, leaving it out would break a signature.
        if (asides == XmlParser.Asides.COMMENTS_DROPPED && depth == 0) {
            return;
        }
        throw refused(Reason.XML_FORBIDDEN, "S22: processing instruction");
    }

    @Override
    public void skippedEntity(String name) throws SAXException {
        throw refused(Reason.XML_FORBIDDEN, "S22: entity reference");
    }

    @Override
    public InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String base, @Nullable String systemId)
            throws SAXException {
        throw refused(Reason.XML_FORBIDDEN, "S35: external entity");
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    /** XML 1.1 has other line ends and characters, and encodings but Unicode's have hidden markup from filters. */
    private void checkDeclaration() throws SAXException {
        if (locator == null) {
            throw refused(Reason.XML_FORBIDDEN, "S39: encoding unknown");
        }
        String version = locator.getXMLVersion();
        if (version != null && !version.equals("1.0")) {
            throw refused(Reason.XML_FORBIDDEN, "S39: XML version other than 1.0");
        }
        String encoding = locator.getEncoding();
        String upper = encoding == null ? "UTF-8" : encoding.toUpperCase(Locale.ROOT);
        if (!upper.equals("UTF-8") && !upper.startsWith("UTF-16")) {
            throw refused(Reason.XML_FORBIDDEN, "S39: encoding other than UTF-8 or UTF-16");
        }
    }

    private void flushText() {
        if (text.length() > 0) {
            current.appendChild(document.createTextNode(text.toString()));
            text.setLength(0);
        }
    }

    private static void atMost(int count, int limit, String what) throws SAXException {
        if (count > limit) {
            throw refused(Reason.LIMIT_EXCEEDED, "S38: more than " + limit + " " + what);
        }
    }

    private static SAXException refused(Reason reason, String detail) {
        return new SAXException(ProofRefused.because(reason, detail));
    }
}
