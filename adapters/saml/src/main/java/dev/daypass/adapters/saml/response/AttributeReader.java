package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.adapters.saml.xml.Namespaces.XSI;
import static dev.daypass.core.outcome.Reason.ATTRIBUTE_INVALID;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Gathers the attributes of one assertion (Core 2.7.3; catalogue S75, S76). Texts stay exactly as they were signed.
 *
 * <p>A name that comes twice is merged if both come in the same NameFormat, else it is two attributes with one name and
 * refused. An attribute without values says nothing and is left out.
 */
final class AttributeReader {
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, String> formats = new HashMap<>();

    void read(Element statement) throws ProofRefused {
        var in = ElementReader.of(ATTRIBUTE_INVALID, statement);
        for (Element attribute : in.many(SAML, "Attribute")) {
            readAttribute(attribute);
        }
        in.end();
    }

    Map<String, List<String>> attributes() {
        return Collections.unmodifiableMap(texts);
    }

    private void readAttribute(Element attribute) throws ProofRefused {
        // ADFS tells the original issuer in an attribute of its own namespace.
        var in = ElementReader.ofExtensible(ATTRIBUTE_INVALID, attribute, "Name", "NameFormat", "FriendlyName");
        String name = attribute.getAttributeNS(null, "Name");
        if (name.isBlank()) {
            throw ProofRefused.because(ATTRIBUTE_INVALID, "S75: an attribute without a name");
        }
        String format = ElementReader.attribute(attribute, "NameFormat").orElse(UNSPECIFIED);
        String earlier = formats.putIfAbsent(name, format);
        if (earlier != null && !earlier.equals(format)) {
            throw ProofRefused.because(ATTRIBUTE_INVALID, "S75: one attribute name in two formats");
        }
        while (in.hasNext()) {
            texts.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value(in.any()));
        }
    }

    private static String value(Element value) throws ProofRefused {
        if (!ElementReader.is(value, SAML, "AttributeValue")) {
            throw ProofRefused.because(ATTRIBUTE_INVALID, "S52, S75: an attribute holds something else than values");
        }
        if (value.hasAttributeNS(XSI, "nil")) {
            throw ProofRefused.because(ATTRIBUTE_INVALID, "S75: xsi:nil");
        }
        ElementReader.of(ATTRIBUTE_INVALID, value);
        return ElementReader.text(ATTRIBUTE_INVALID, value);
    }
}
