package dev.daypass.adapters.saml.logout;

import static dev.daypass.adapters.saml.xml.Namespaces.SAMLP;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * How a logout went at the other side (SAML Core 3.2.2.1, 3.7.3.2). Success with {@code PartialLogout} beneath is not all
 * of it: others that the provider signed the person in to did not follow.
 *
 * @param complete whether it is plain success
 * @param told the codes, for the audit
 */
record Status(boolean complete, String told) {
    static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private static final int LONGEST = 100;

    static Status read(Element element) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, element);
        Element code = in.required(SAMLP, "StatusCode");
        in.optional(SAMLP, "StatusMessage");
        in.end();
        var inner = ElementReader.of(SAML_STRUCTURE, code, "Value");
        Optional<Element> second = inner.optional(SAMLP, "StatusCode");
        inner.end();
        String first = code.getAttributeNS(null, "Value");
        String told = second.isPresent()
                ? shown(first) + ", " + shown(second.get().getAttributeNS(null, "Value"))
                : shown(first);
        return new Status(first.equals(SUCCESS) && second.isEmpty(), told);
    }

    private static String shown(String code) {
        String cut = code.length() <= LONGEST ? code : code.substring(0, LONGEST) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }
}
