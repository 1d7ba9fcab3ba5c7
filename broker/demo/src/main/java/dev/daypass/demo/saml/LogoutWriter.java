package dev.daypass.demo.saml;

import dev.daypass.demo.DemoPerson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/** Writes signed logout messages (SAML Core 3.7), in base64 as a browser posts them. */
final class LogoutWriter {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final int ID_BYTES = 20;

    private final URI entityId;
    private final EnvelopedSigner signer;
    private final Clock clock;
    private final SecureRandom random;

    LogoutWriter(URI entityId, EnvelopedSigner signer, Clock clock, SecureRandom random) {
        this.entityId = entityId;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
    }

    /** That all sessions of somebody have ended. */
    String request(DemoPerson person, URI destination) {
        XmlBuilder message = message("samlp:LogoutRequest", destination);
        message.child(SAML, "saml:Issuer").text(entityId);
        message.child(SAML, "saml:NameID")
                .with("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")
                .text(person.email());
        return signed(message);
    }

    /** That it is done. */
    String response(String inResponseTo, URI destination) {
        XmlBuilder message = message("samlp:LogoutResponse", destination).with("InResponseTo", inResponseTo);
        message.child(SAML, "saml:Issuer").text(entityId);
        message.child(SAMLP, "samlp:Status")
                .child(SAMLP, "samlp:StatusCode")
                .with("Value", "urn:oasis:names:tc:SAML:2.0:status:Success");
        return signed(message);
    }

    private XmlBuilder message(String name, URI destination) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return XmlBuilder.root(SAMLP, name)
                .with("ID", "_" + HexFormat.of().formatHex(id))
                .with("Version", "2.0")
                .with("IssueInstant", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .with("Destination", destination);
    }

    private String signed(XmlBuilder message) {
        signer.sign(message.element(), message.firstChild());
        return Base64.getEncoder().encodeToString(message.serialize().getBytes(StandardCharsets.UTF_8));
    }
}
