package dev.daypass.server.client;

import dev.daypass.core.secret.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An answer of the AWS Query protocol.
 *
 * @param texts the texts of the innermost elements, by the elements' names; the first one counts
 */
public record StsAnswer(Map<String, String> texts) {
    public StsAnswer {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not XML, or XML that wants more than to be read
     */
    static StsAnswer read(String xml) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new StsAnswer(texts(factory.createXMLStreamReader(new StringReader(xml))));
        } catch (XMLStreamException e) {
            throw new IOException("the answer is not XML; is this really a broker's address?", e);
        }
    }

    private static Map<String, String> texts(XMLStreamReader reader) throws XMLStreamException {
        var texts = new LinkedHashMap<String, String>();
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!text.isEmpty() && !text.toString().isBlank()) {
                        texts.putIfAbsent(reader.getLocalName(), text.toString());
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a DTD");
                default -> {}
            }
        }
        return texts;
    }

    /**
     * The text of an element.
     *
     * @throws IOException if it is missing
     */
    public String required(String element) throws IOException {
        return find(element)
                .orElseThrow(() ->
                        new IOException("the answer has no `" + element + "`; is this really a broker's address?"));
    }

    public Optional<String> find(String element) {
        return Optional.ofNullable(texts.get(element));
    }

    /**
     * The session's credentials.
     *
     * @throws IOException if there are none
     */
    public ClientCredentials credentials() throws IOException {
        try {
            return new ClientCredentials(
                    required("AccessKeyId"),
                    Secret.of(required("SecretAccessKey")),
                    Optional.of(Secret.of(required("SessionToken"))),
                    Optional.of(Instant.parse(required("Expiration"))));
        } catch (DateTimeException e) {
            throw new IOException("the answer's `Expiration` is not a moment", e);
        }
    }
}
