package dev.daypass.adapters.saml.request;

import static dev.daypass.adapters.saml.xml.XmlText.escaped;

import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.adapters.saml.xml.Namespaces;
import dev.daypass.core.provider.SamlSettings;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
        String id, Instant issued, URI destination, ServiceProvider sender, SamlSettings.Requests wishes) {
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    /** The message, without a signature. */
    public String xml() {
        var out = new StringBuilder(1_024)
                .append("<samlp:AuthnRequest xmlns:samlp=\"")
                .append(Namespaces.SAMLP)
                .append("\" xmlns:saml=\"")
                .append(Namespaces.SAML)
                .append('"');
        attribute(out, "ID", id);
        attribute(out, "Version", "2.0");
        attribute(out, "IssueInstant", issued.truncatedTo(ChronoUnit.MILLIS).toString());
        attribute(out, "Destination", destination.toString());
        if (wishes.forceAuthn()) {
            attribute(out, "ForceAuthn", "true");
        }
        attribute(out, "ProtocolBinding", POST);
        attribute(out, "AssertionConsumerServiceURL", sender.assertionConsumer());
        out.append("><saml:Issuer>").append(escaped(sender.entityId())).append("</saml:Issuer>");
        wishes.nameIdFormat().ifPresent(format -> {
            out.append("<samlp:NameIDPolicy");
            attribute(out, "Format", format);
            attribute(out, "AllowCreate", "true");
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

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }
}
