package dev.daypass.adapters.saml.request;

import static dev.daypass.adapters.saml.xml.XmlText.appendAttribute;

import dev.daypass.adapters.saml.xml.Namespaces;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How every message of ours begins (SAML Core 3.2.1).
 *
 * @param element of the protocol's namespace
 * @param id an {@code xs:ID}
 * @param issued when the message is made
 * @param destination the identity provider's address for the binding that it travels by
 */
public record MessageHead(String element, String id, Instant issued, URI destination) {
    /** The start tag, left open for further attributes. */
    public StringBuilder opened() {
        var out = new StringBuilder(1_024)
                .append("<samlp:")
                .append(element)
                .append(" xmlns:samlp=\"")
                .append(Namespaces.SAMLP)
                .append("\" xmlns:saml=\"")
                .append(Namespaces.SAML)
                .append('"');
        appendAttribute(out, "ID", id);
        appendAttribute(out, "Version", "2.0");
        appendAttribute(out, "IssueInstant", spelt(issued));
        appendAttribute(out, "Destination", destination.toString());
        return out;
    }

    /** An instant as messages have it (SAML Core 1.3.3). */
    public static String spelt(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
