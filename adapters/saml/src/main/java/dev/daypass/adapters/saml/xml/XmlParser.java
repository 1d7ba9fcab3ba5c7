package dev.daypass.adapters.saml.xml;

import dev.daypass.core.outcome.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The only maker of XML parsers in Daypass (XML 1.0 with namespaces; catalogue S35 to S39). It refuses a DOCTYPE at its
 * first token, resolves nothing outside the document, knows no XInclude and no schema, and counts against {@link
 * XmlLimits} while reading, before there is a tree.
 *
 * <p>Parsers cost more to make than to run, so used ones are kept; each is dropped after a number of documents, since it
 * remembers every name it ever met. Safe for several threads.
 */
public final class XmlParser {
    /** How comments and processing instructions are taken. */
    public enum Asides {
        /** Refused: in messages they only ever split texts (S21, S22). */
        REFUSED,
        /** Comments are left out of the tree, and what stands before the root: metadata files are full of them. */
        COMMENTS_DROPPED
    }

    private static final int KEPT = 16;
    private static final int USES = 200;
    private static final int NAMES_WORTH_KEEPING = 64 * 1024;
    private static final String XERCES = "http://apache.org/xml/features/";
    private static final String SAX = "http://xml.org/sax/features/";

    private final XmlLimits limits;
    private final Asides asides;
    private final Queue<Machine> idle = new ArrayBlockingQueue<>(KEPT);

    public XmlParser(XmlLimits limits, Asides asides) {
        this.limits = limits;
        this.asides = asides;
    }

    /** A whole document. */
    public ParsedXml parse(byte[] document) throws ProofRefused {
        if (document.length > limits.bytes()) {
            throw ProofRefused.because(
                    Reason.LIMIT_EXCEEDED, "S38: document of " + document.length + " bytes, limit " + limits.bytes());
        }
        Machine machine = take();
        ParsedXml parsed = machine.read(document, limits, asides);
        // A parser that refused is not kept: what state it is in is not worth reasoning about.
        if (machine.uses < USES && document.length <= NAMES_WORTH_KEEPING) {
            idle.offer(machine);
        }
        return parsed;
    }

    /**
     * A decrypted element, whose prefixes may be declared by the elements it was encrypted within.
     *
     * @param fragment one element and nothing else
     * @param prefixes namespaces in scope where the ciphertext stood; the empty prefix is the default namespace
     */
    public ParsedXml parseWithin(byte[] fragment, Map<String, String> prefixes) throws ProofRefused {
        var whole = new ByteArrayOutputStream(fragment.length + 512);
        var opening = new StringBuilder("<within");
        prefixes.forEach((prefix, uri) -> opening.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix)
                .append("=\"")
                .append(escaped(uri))
                .append('"'));
        whole.writeBytes(opening.append('>').toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(fragment);
        whole.writeBytes("</within>".getBytes(StandardCharsets.UTF_8));
        ParsedXml parsed = parse(whole.toByteArray());
        var children = ElementReader.of(Reason.ENCRYPTION_FORM, parsed.root());
        Element only = children.any();
        children.end();
        return new ParsedXml(only, parsed.ids());
    }

    private static String escaped(String uri) {
        return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private Machine take() {
        Machine machine = idle.poll();
        return machine == null ? Machine.build() : machine;
    }

    /** One parser with what it builds documents from; used by one thread at a time. */
    private static final class Machine {
        private final SAXParser parser;
        private final DocumentBuilder documents;
        private int uses;

        private Machine(SAXParser parser, DocumentBuilder documents) {
            this.parser = parser;
            this.documents = documents;
        }

        static Machine build() {
            try {
                // The JDK's own factories, by name: never what a library on the class path registers.
                var factory = SAXParserFactory.newDefaultNSInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setFeature(XERCES + "disallow-doctype-decl", true);
                factory.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
                factory.setFeature(SAX + "external-general-entities", false);
                factory.setFeature(SAX + "external-parameter-entities", false);
                factory.setFeature(SAX + "namespace-prefixes", true);
                factory.setXIncludeAware(false);
                factory.setValidating(false);
                SAXParser parser = factory.newSAXParser();
                parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
                parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
                return new Machine(
                        parser, DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder());
            } catch (ParserConfigurationException | SAXException e) {
                throw new IllegalStateException("this JDK's XML parser cannot be hardened", e);
            }
        }

        ParsedXml read(byte[] document, XmlLimits limits, Asides asides) throws ProofRefused {
            uses++;
            var builder = new TreeBuilder(documents.newDocument(), limits, asides);
            try {
                var reader = parser.getXMLReader();
                reader.setProperty("http://xml.org/sax/properties/lexical-handler", builder);
                reader.setContentHandler(builder);
                reader.setErrorHandler(builder);
                reader.setEntityResolver(builder);
                reader.setDTDHandler(builder);
                reader.parse(new InputSource(new ByteArrayInputStream(document)));
                return builder.result();
            } catch (SAXException e) {
                throw refusal(e);
            } catch (IOException e) {
                // Reading from memory fails for the encoding alone.
                throw ProofRefused.because(Reason.XML_MALFORMED, "S39: not in the encoding it declares");
            }
        }

        private static ProofRefused refusal(SAXException e) {
            if (e.getException() instanceof ProofRefused refused) {
                return refused;
            }
            String message = String.valueOf(e.getMessage());
            if (message.contains("DOCTYPE")) {
                return ProofRefused.because(Reason.XML_FORBIDDEN, "S35: DOCTYPE");
            }
            if (message.startsWith("JAXP0001")) {
                return ProofRefused.because(Reason.LIMIT_EXCEEDED, "S38: over a limit of the parser");
            }
            return ProofRefused.because(Reason.XML_MALFORMED, "not well-formed XML");
        }
    }
}
