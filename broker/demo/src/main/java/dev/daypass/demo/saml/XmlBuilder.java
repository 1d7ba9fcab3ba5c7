package dev.daypass.demo.saml;

import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes a tree of elements; namespaces are declared where an element is the first to use them. */
record XmlBuilder(Element element) {
    private static final String XMLNS = XMLConstants.XMLNS_ATTRIBUTE_NS_URI;

    static XmlBuilder root(String namespace, String name) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().newDocument();
            document.appendChild(made(document, namespace, name));
            return new XmlBuilder(document.getDocumentElement());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java makes no XML documents", e);
        }
    }

    XmlBuilder child(String namespace, String name) {
        var child = made(element.getOwnerDocument(), namespace, name);
        if (child.getPrefix().equals(element.getPrefix())) {
            child.removeAttributeNS(XMLNS, child.getPrefix());
        }
        element.appendChild(child);
        return new XmlBuilder(child);
    }

    XmlBuilder with(String attribute, Object value) {
        element.setAttributeNS(null, attribute, value.toString());
        if (attribute.equals("ID")) {
            element.setIdAttributeNS(null, attribute, true);
        }
        return this;
    }

    void text(Object text) {
        element.appendChild(element.getOwnerDocument().createTextNode(text.toString()));
    }

    Element firstChild() {
        return (Element) element.getFirstChild();
    }

    /** The document as text, byte for byte what was signed. */
    String serialize() {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(element.getOwnerDocument()), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("the document cannot be written", e);
        }
    }

    private static Element made(Document document, String namespace, String name) {
        Element element = document.createElementNS(namespace, name);
        element.setAttributeNS(XMLNS, "xmlns:" + element.getPrefix(), namespace);
        return element;
    }
}
