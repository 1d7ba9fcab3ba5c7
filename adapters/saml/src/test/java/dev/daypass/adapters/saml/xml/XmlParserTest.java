package dev.daypass.adapters.saml.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.daypass.core.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one maker of parsers, on documents of its own. */
final class XmlParserTest {
    private final XmlParser messages = new XmlParser(XmlLimits.forMessages(), XmlParser.Asides.REFUSED);
    private final XmlParser metadata = new XmlParser(XmlLimits.forMetadata(), XmlParser.Asides.COMMENTS_DROPPED);

    @Test
    void commentsVanishFromMetadataWithoutSplittingTexts() throws ProofRefused {
        var root = metadata.parse(bytes("<a>one<!-- x -->two</a>")).root();
        assertEquals("onetwo", ElementReader.text(Reason.SAML_STRUCTURE, root));
    }

    @Test
    void processingInstructionIsRefusedInsideTheRoot() throws ProofRefused {
        assertEquals(Reason.XML_FORBIDDEN, reason(metadata, "<a><?x y?></a>"));
        assertEquals(Reason.XML_FORBIDDEN, reason(messages, "<a><?x y?></a>"));
        assertEquals(Reason.XML_FORBIDDEN, reason(messages, "<?x y?><a/>"));
        assertEquals("a", metadata.parse(bytes("<?x y?><a/>")).root().getLocalName());
    }

    @Test
    void limitsHoldToTheLast() throws ProofRefused {
        var limits = new XmlLimits(1_000, 3, 5, 2, 2, 4);
        var small = new XmlParser(limits, XmlParser.Asides.REFUSED);
        small.parse(bytes("<a x='1' y='2'><b><c>1234</c></b></a>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a><b><c><d/></c></b></a>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a><b/><b/><b/><b/><b/></a>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a x='1' y='2' z='3'/>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a>12345</a>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a x='12345'/>"));
        assertEquals(Reason.LIMIT_EXCEEDED, reason(small, "<a>" + " ".repeat(1_000) + "</a>"));
    }

    @Test
    void parserServesOnAfterARefusal() throws ProofRefused {
        for (int i = 0; i < 500; i++) {
            assertEquals(Reason.XML_MALFORMED, reason(messages, "<a><b></a>"));
            assertEquals("a", messages.parse(bytes("<a/>")).root().getLocalName());
        }
    }

    @Test
    void fragmentSeesThePrefixesAroundItAndNothingElse() throws ProofRefused {
        var parsed = messages.parseWithin(bytes("<p:a xmlns:q='urn:q'/>"), Map.of("p", "urn:\"p&", "", "urn:d"));
        assertEquals("urn:\"p&", parsed.root().getNamespaceURI());
        for (String bad :
                new String[] {"", "text", "<p:a/>text", "<p:a/><p:b/>", "<p:a/></within><within>", "<x:a/>"}) {
            assertThrows(ProofRefused.class, () -> messages.parseWithin(bytes(bad), Map.of("p", "urn:p")));
        }
    }

    private static Reason reason(XmlParser parser, String xml) {
        return assertThrows(ProofRefused.class, () -> parser.parse(bytes(xml))).reason();
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
