package dev.daypass.adapters.saml.xml;

import java.util.Set;
import org.w3c.dom.Element;

/**
 * A document that was parsed: well-formed, within limits, no two elements with one ID.
 *
 * @param root its one root
 * @param ids every ID in it, in whatever spelling ({@code ID}, {@code Id}, {@code id}, {@code xml:id})
 */
public record ParsedXml(Element root, Set<String> ids) {
    @Override
    public String toString() {
        return "ParsedXml[" + root.getLocalName() + "]";
    }
}
