package dev.daypass.adapters.saml.request;

import static dev.daypass.adapters.saml.xml.XmlText.appendAttribute;
import static dev.daypass.adapters.saml.xml.XmlText.escaped;

import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.core.provider.SamlSettings;
import java.net.URI;
import java.time.Instant;

/**
 * A request for sign-in (SAML Core 3.4.1). The answer goes to our assertion consumer by POST, since no other binding
 * carries a Response.
 *
 * @param id what the Response must answer; an {@code xs:ID}
 * @param issued when it is made
 * @param destination the identity provider's address for the binding it travels by
 * @param sender what we are to this provider
 * @param wishes what the settings ask for, {@code forceAuthn} with what this sign-in asks for included
 */
public record AuthnRequest(
        String id, Instant issued, URI destination, ServiceProvider sender, SamlSettings.Requests wishes)
        implements OutgoingMessage {
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    @Override
    public String field() {
        return "SAMLRequest";
    }

    @Override
    public String xml() {
        StringBuilder out = new MessageHead("AuthnRequest", id, issued, destination).opened();
        if (wishes.forceAuthn()) {
            appendAttribute(out, "ForceAuthn", "true");
        }
        appendAttribute(out, "ProtocolBinding", POST);
        appendAttribute(out, "AssertionConsumerServiceURL", sender.assertionConsumer());
        out.append("><saml:Issuer>").append(escaped(sender.entityId())).append("</saml:Issuer>");
        wishes.nameIdFormat().ifPresent(format -> {
            out.append("<samlp:NameIDPolicy");
            appendAttribute(out, "Format", format);
            appendAttribute(out, "AllowCreate", "true");
            out.append("/>");
        });
        if (!wishes.contexts().isEmpty()) {
            appendContexts(out);
        }
        return out.append("</samlp:AuthnRequest>").toString();
    }

    /** Core 3.3.2.2.1: exactly one of them, the first that the provider can do. */
    private void appendContexts(StringBuilder out) {
        out.append("<samlp:RequestedAuthnContext Comparison=\"exact\">");
        wishes.contexts().forEach(context -> out.append("<saml:AuthnContextClassRef>")
                .append(escaped(context))
                .append("</saml:AuthnContextClassRef>"));
        out.append("</samlp:RequestedAuthnContext>");
    }
}
