package dev.daypass.demo.saml;

import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.saml.DemoSamlIdentityProvider.Recipient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.w3c.dom.Element;

/** Writes one Response with one signed assertion (SAML Core 2.3.3, 3.3.3; Profiles 4.1.4.2). */
final class ResponseWriter {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String GROUPS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final Duration SIGNED_IN = Duration.ofHours(8);
    private static final int ID_BYTES = 20;

    private final URI entityId;
    private final EnvelopedSigner signer;
    private final Clock clock;
    private final SecureRandom random;

    ResponseWriter(URI entityId, EnvelopedSigner signer, Clock clock, SecureRandom random) {
        this.entityId = entityId;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
    }

    String write(DemoPerson person, Recipient recipient) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var response = XmlBuilder.root(SAMLP, "samlp:Response")
                .with("ID", id())
                .with("Version", "2.0")
                .with("IssueInstant", now)
                .with("Destination", recipient.assertionConsumer());
        recipient.inResponseTo().ifPresent(id -> response.with("InResponseTo", id));
        response.child(SAML, "saml:Issuer").text(entityId);
        response.child(SAMLP, "samlp:Status")
                .child(SAMLP, "samlp:StatusCode")
                .with("Value", "urn:oasis:names:tc:SAML:2.0:status:Success");
        XmlBuilder assertion = assertion(response, person, recipient, now);
        Element issuer = assertion.firstChild();
        signer.sign(assertion.element(), issuer);
        return response.serialize();
    }

    private XmlBuilder assertion(XmlBuilder response, DemoPerson person, Recipient recipient, Instant now) {
        XmlBuilder assertion = response.child(SAML, "saml:Assertion")
                .with("ID", id())
                .with("Version", "2.0")
                .with("IssueInstant", now);
        assertion.child(SAML, "saml:Issuer").text(entityId);
        subject(assertion, person, recipient, now);
        XmlBuilder conditions =
                assertion.child(SAML, "saml:Conditions").with("NotBefore", now).with("NotOnOrAfter", now.plus(VALID));
        conditions
                .child(SAML, "saml:AudienceRestriction")
                .child(SAML, "saml:Audience")
                .text(recipient.audience());
        XmlBuilder authentication = assertion
                .child(SAML, "saml:AuthnStatement")
                .with("AuthnInstant", now)
                .with("SessionIndex", id())
                .with("SessionNotOnOrAfter", now.plus(SIGNED_IN));
        authentication
                .child(SAML, "saml:AuthnContext")
                .child(SAML, "saml:AuthnContextClassRef")
                .text("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport");
        attributes(assertion.child(SAML, "saml:AttributeStatement"), person);
        return assertion;
    }

    private static void subject(XmlBuilder assertion, DemoPerson person, Recipient recipient, Instant now) {
        XmlBuilder subject = assertion.child(SAML, "saml:Subject");
        subject.child(SAML, "saml:NameID")
                .with("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")
                .text(person.email());
        XmlBuilder confirmation = subject.child(SAML, "saml:SubjectConfirmation")
                .with("Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer")
                .child(SAML, "saml:SubjectConfirmationData")
                .with("NotOnOrAfter", now.plus(VALID))
                .with("Recipient", recipient.assertionConsumer());
        recipient.inResponseTo().ifPresent(id -> confirmation.with("InResponseTo", id));
    }

    private static void attributes(XmlBuilder statement, DemoPerson person) {
        attribute(statement, CLAIMS + "emailaddress", List.of(person.email()));
        attribute(statement, CLAIMS + "name", List.of(person.displayName()));
        attribute(statement, GROUPS, person.groups());
        attribute(statement, "department", List.of(person.department()));
        attribute(statement, "employeeType", List.of(person.employeeType()));
    }

    private static void attribute(XmlBuilder statement, String name, List<String> values) {
        XmlBuilder attribute = statement.child(SAML, "saml:Attribute").with("Name", name);
        values.forEach(value -> attribute.child(SAML, "saml:AttributeValue").text(value));
    }

    /** 160 random bits; an ID must not begin with a digit. */
    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "_" + HexFormat.of().formatHex(bytes);
    }
}
