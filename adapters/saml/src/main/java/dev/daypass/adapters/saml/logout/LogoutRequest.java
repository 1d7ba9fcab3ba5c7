package dev.daypass.adapters.saml.logout;

import static dev.daypass.adapters.saml.xml.XmlText.appendAttribute;
import static dev.daypass.adapters.saml.xml.XmlText.escaped;

import dev.daypass.adapters.saml.request.MessageHead;
import dev.daypass.adapters.saml.request.OutgoingMessage;
import dev.daypass.core.identity.Subject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A request of ours to sign somebody out (SAML Core 3.7.1).
 *
 * @param id what the answer must repeat; an {@code xs:ID}
 * @param issued when it is made
 * @param until first instant at which it is too late to do it
 * @param destination the identity provider's address for the binding it travels by
 * @param sender our entity id
 * @param name the person, by the whole name that the assertion had
 * @param sessionIndex the provider's session that ended here; absent: it named none
 */
public record LogoutRequest(
        String id,
        Instant issued,
        Instant until,
        URI destination,
        String sender,
        Subject name,
        Optional<String> sessionIndex)
        implements OutgoingMessage {
    private static final String BY_THE_PERSON = "urn:oasis:names:tc:SAML:2.0:logout:user";

    @Override
    public String field() {
        return "SAMLRequest";
    }

    @Override
    public String xml() {
        StringBuilder out = new MessageHead("LogoutRequest", id, issued, destination).opened();
        appendAttribute(out, "NotOnOrAfter", MessageHead.spelt(until));
        appendAttribute(out, "Reason", BY_THE_PERSON);
        out.append("><saml:Issuer>").append(escaped(sender)).append("</saml:Issuer><saml:NameID");
        name.qualifiers().provider().ifPresent(qualifier -> appendAttribute(out, "NameQualifier", qualifier));
        name.qualifiers().service().ifPresent(qualifier -> appendAttribute(out, "SPNameQualifier", qualifier));
        name.format().ifPresent(format -> appendAttribute(out, "Format", format));
        out.append('>').append(escaped(name.value())).append("</saml:NameID>");
        sessionIndex.ifPresent(index ->
                out.append("<samlp:SessionIndex>").append(escaped(index)).append("</samlp:SessionIndex>"));
        return out.append("</samlp:LogoutRequest>").toString();
    }
}
