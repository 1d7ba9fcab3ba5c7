package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** Reads the Conditions; a condition we do not know makes the assertion's validity unknown, so it refuses (Core 2.5.1). */
final class ConditionsReader {
    private final List<List<String>> audiences = new ArrayList<>();
    private boolean oneTimeUse;
    private boolean forbidsProxying;

    private ConditionsReader() {}

    static Assertion.Conditions read(Element element) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, element, "NotBefore", "NotOnOrAfter");
        var reader = new ConditionsReader();
        while (in.hasNext()) {
            reader.readOne(in.any());
        }
        return new Assertion.Conditions(
                Fields.time(element, "NotBefore"),
                Fields.time(element, "NotOnOrAfter"),
                List.copyOf(reader.audiences),
                reader.oneTimeUse,
                reader.forbidsProxying);
    }

    private void readOne(Element condition) throws ProofRefused {
        if (ElementReader.is(condition, SAML, "AudienceRestriction")) {
            audiences.add(audiencesOf(ElementReader.of(SAML_STRUCTURE, condition)));
        } else if (ElementReader.is(condition, SAML, "OneTimeUse")) {
            ElementReader.of(SAML_STRUCTURE, condition).end();
            oneTimeUse = true;
        } else if (ElementReader.is(condition, SAML, "ProxyRestriction")) {
            readProxyRestriction(condition);
        } else {
            throw Fields.refused("S78: a condition that is not known");
        }
    }

    /** We issue sessions on the strength of the assertion: nobody further may, or only for others (Core 2.5.1.6). */
    private void readProxyRestriction(Element condition) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, condition, "Count");
        boolean forOthers = !audiencesOf(in).isEmpty();
        boolean counted = condition.getAttributeNS(null, "Count").strip().matches("\\+?0*");
        forbidsProxying |= forOthers || (counted && condition.hasAttributeNS(null, "Count"));
    }

    private static List<String> audiencesOf(ElementReader in) throws ProofRefused {
        var audiences = new ArrayList<String>();
        for (Element audience : in.many(SAML, "Audience")) {
            ElementReader.of(SAML_STRUCTURE, audience);
            audiences.add(ElementReader.text(SAML_STRUCTURE, audience));
        }
        in.end();
        return audiences;
    }
}
