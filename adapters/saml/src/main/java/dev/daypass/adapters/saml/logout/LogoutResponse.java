package dev.daypass.adapters.saml.logout;

import static dev.daypass.adapters.saml.xml.XmlText.appendAttribute;
import static dev.daypass.adapters.saml.xml.XmlText.escaped;

import dev.daypass.adapters.saml.request.MessageHead;
import dev.daypass.adapters.saml.request.OutgoingMessage;
import java.net.URI;
import java.time.Instant;

/**
 * Our word that somebody is signed out here (SAML Core 3.7.2). It is always success: who was not signed in here is not
 * signed in either, and nobody learns the difference.
 *
 * @param id of its own; an {@code xs:ID}
 * @param issued when it is made
 * @param destination where the identity provider takes answers by the binding it travels by
 * @param sender our entity id
 * @param inResponseTo the {@code ID} of the request
 */
public record LogoutResponse(String id, Instant issued, URI destination, String sender, String inResponseTo)
        implements OutgoingMessage {
    @Override
    public String field() {
        return "SAMLResponse";
    }

    @Override
    public String xml() {
        StringBuilder out = new MessageHead("LogoutResponse", id, issued, destination).opened();
        appendAttribute(out, "InResponseTo", inResponseTo);
        return out.append("><saml:Issuer>")
                .append(escaped(sender))
                .append("</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"")
                .append(Status.SUCCESS)
                .append("\"/></samlp:Status></samlp:LogoutResponse>")
                .toString();
    }
}
