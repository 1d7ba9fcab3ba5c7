package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.AuthenticationContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads a signed assertion, whole and in the order of its schema; a child it does not know refuses (Core 2.3.3). */
final class AssertionReader {
    private final SubjectReader subjects;

    AssertionReader(SubjectReader subjects) {
        this.subjects = subjects;
    }

    Assertion read(SignedElement signed, ProviderTrust trust) throws ProofRefused {
        Element element = signed.assertion();
        String id = Fields.versionAndId(element);
        Instant issueInstant = Fields.requiredTime(element, "IssueInstant");
        var in = ElementReader.of(SAML_STRUCTURE, element, "ID", "Version", "IssueInstant");
        String issuer = Fields.issuer(in.required(SAML, "Issuer"));
        in.optional(DS, "Signature");
        var subject = subjects.read(in.required(SAML, "Subject"), trust);
        var conditions = ConditionsReader.read(in.required(SAML, "Conditions"));
        // The schema lets statements come in any order.
        var attributes = new AttributeReader();
        for (Element statement : in.many(SAML, "AttributeStatement")) {
            attributes.read(statement);
        }
        Element authentication = in.required(SAML, "AuthnStatement");
        for (Element statement : in.many(SAML, "AttributeStatement")) {
            attributes.read(statement);
        }
        in.end();
        return new Assertion(
                id,
                issueInstant,
                issuer,
                subject.subject(),
                subject.confirmations(),
                conditions,
                authentication(authentication),
                attributes.attributes());
    }

    /** Core 2.7.2. */
    private static AuthenticationContext authentication(Element statement) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, statement, "AuthnInstant", "SessionIndex", "SessionNotOnOrAfter");
        Optional<Element> locality = in.optional(SAML, "SubjectLocality");
        if (locality.isPresent()) {
            ElementReader.of(SAML_STRUCTURE, locality.get(), "Address", "DNSName")
                    .end();
        }
        Optional<String> contextClass = contextClass(in.required(SAML, "AuthnContext"));
        in.end();
        return new AuthenticationContext(
                Optional.of(Fields.requiredTime(statement, "AuthnInstant")),
                contextClass,
                List.of(),
                ElementReader.attribute(statement, "SessionIndex"),
                Fields.time(statement, "SessionNotOnOrAfter"));
    }

    private static Optional<String> contextClass(Element context) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, context);
        Optional<Element> classRef = in.optional(SAML, "AuthnContextClassRef");
        in.optional(SAML, "AuthnContextDeclRef");
        in.many(SAML, "AuthenticatingAuthority");
        in.end();
        return classRef.isPresent()
                ? Optional.of(ElementReader.text(SAML_STRUCTURE, classRef.get()).strip())
                : Optional.empty();
    }
}
