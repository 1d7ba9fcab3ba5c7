package dev.daypass.testkit.saml;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A Response as a tree, to be changed before or after it is signed. Elements are found by local name, first match. */
public final class Draft {
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XENC = "http://www.w3.org/2001/04/xmlenc#";

    private final Document document;

    Draft(Document document) {
        this.document = document;
    }

    public Element response() {
        return document.getDocumentElement();
    }

    public Element assertion() {
        return first("Assertion");
    }

    public Element signature() {
        return first("Signature");
    }

    /** The first element of this local name in the document. */
    public Element first(String name) {
        return all(name).get(0);
    }

    public List<Element> all(String name) {
        var found = new ArrayList<Element>();
        var nodes = document.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    public void set(String name, String attribute, String value) {
        first(name).setAttributeNS(null, attribute, value);
    }

    public void unset(String name, String attribute) {
        first(name).removeAttributeNS(null, attribute);
    }

    public void text(String name, String value) {
        first(name).setTextContent(value);
    }

    public void remove(String name) {
        Element element = first(name);
        element.getParentNode().removeChild(element);
    }

    /** Puts XML text at the end of an element. The prefixes saml, samlp, ds, xenc, xs and xsi are declared. */
    public Element append(Element parent, String xml) {
        return (Element) parent.appendChild(element(xml));
    }

    /** Puts XML text before a node. */
    public Element before(Node node, String xml) {
        return (Element) node.getParentNode().insertBefore(element(xml), node);
    }

    /** An element of this document made from XML text. */
    public Element element(String xml) {
        var parsed = XmlText.parse("<w xmlns:saml=\"" + SAML + "\" xmlns:samlp=\"" + SAMLP + "\" xmlns:ds=\"" + DS
                + "\" xmlns:xenc=\"" + XENC + "\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + xml + "</w>");
        var element = (Element) document.importNode(parsed.getDocumentElement().getFirstChild(), true);
        if (!element.hasAttributeNS("http://www.w3.org/2000/xmlns/", "saml")) {
            declare(element, "saml", SAML);
        }
        declare(element, "samlp", SAMLP);
        declare(element, "ds", DS);
        declare(element, "xenc", XENC);
        declare(element, "xsi", "http://www.w3.org/2001/XMLSchema-instance");
        return element;
    }

    /** A deep copy whose subject is another person and whose IDs are new: what an attacker wants to be read. */
    public Element forgery(Element original) {
        var copy = (Element) original.cloneNode(true);
        copy.setAttributeNS(null, "ID", "_evil" + original.getAttributeNS(null, "ID"));
        var inner = copy.getElementsByTagNameNS(SAML, "Assertion");
        for (int i = 0; i < inner.getLength(); i++) {
            Element assertion = (Element) inner.item(i);
            assertion.setAttributeNS(null, "ID", "_evil" + assertion.getAttributeNS(null, "ID"));
        }
        copy.getElementsByTagNameNS(SAML, "NameID").item(0).setTextContent("mallory@corp.example.com");
        return copy;
    }

    /** Removes the direct Signature of an element and returns it. */
    public static Element takeSignature(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if ("Signature".equals(child.getLocalName())) {
                return (Element) element.removeChild(child);
            }
        }
        throw new IllegalStateException("not signed");
    }

    /** Replaces the root element. */
    public void root(Element element) {
        document.replaceChild(element, response());
    }

    String text() {
        return XmlText.write(document);
    }

    private static void declare(Element element, String prefix, String uri) {
        element.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:" + prefix, uri);
    }
}
