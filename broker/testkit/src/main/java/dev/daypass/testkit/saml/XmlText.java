package dev.daypass.testkit.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Text to tree and back, for documents that the testkit wrote itself. */
final class XmlText {
    private XmlText() {}

    static Document parse(String text) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(Node node) {
        var out = new StringBuilder(8_192);
        write(node, out);
        return out.toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    private static void write(Node node, StringBuilder out) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> writeElement((Element) node, out);
            case Node.TEXT_NODE -> out.append(escape(node.getNodeValue()));
            case Node.CDATA_SECTION_NODE ->
                out.append("<![CDATA[").append(node.getNodeValue()).append("]]>");
            case Node.COMMENT_NODE ->
                out.append("<!--").append(node.getNodeValue()).append("-->");
            case Node.PROCESSING_INSTRUCTION_NODE ->
                out.append("<?")
                        .append(node.getNodeName())
                        .append(' ')
                        .append(node.getNodeValue())
                        .append("?>");
            default -> writeChildren(node, out);
        }
    }

    private static void writeElement(Element element, StringBuilder out) {
        out.append('<').append(element.getNodeName());
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            String value = escape(attribute.getNodeValue())
                    .replace("\"", "&quot;")
                    .replace("\n", "&#10;")
                    .replace("\t", "&#9;");
            out.append(' ')
                    .append(attribute.getNodeName())
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        out.append('>');
        writeChildren(element, out);
        out.append("</").append(element.getNodeName()).append('>');
    }

    private static void writeChildren(Node node, StringBuilder out) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            write(child, out);
        }
    }
}
