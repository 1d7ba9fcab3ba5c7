package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.core.outcome.Reason.CONFIRMATION_INVALID;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;

import dev.daypass.adapters.saml.encryption.EncryptionForm;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads the Subject: one NameID, plain or encrypted, and its confirmations (Core 2.4; catalogue S52, S62, S74, S77). */
final class SubjectReader {
    private final SignatureStage stage;

    SubjectReader(SignatureStage stage) {
        this.stage = stage;
    }

    /** A Subject as read. */
    record ReadSubject(Subject subject, List<Assertion.Confirmation> confirmations) {}

    ReadSubject read(Element element, ProviderTrust trust) throws ProofRefused {
        var in = ElementReader.of(SUBJECT_MISSING, element);
        Optional<Element> encrypted = in.optional(SAML, "EncryptedID");
        Element nameId = encrypted.isPresent()
                ? stage.decryptWithin(EncryptionForm.check(encrypted.get()), trust)
                : in.required(SAML, "NameID");
        List<Element> confirmations = in.many(SAML, "SubjectConfirmation");
        in.end();
        var read = new ArrayList<Assertion.Confirmation>();
        for (Element confirmation : confirmations) {
            read.add(confirmation(confirmation));
        }
        return new ReadSubject(NameIdReader.read(nameId), read);
    }

    private static Assertion.Confirmation confirmation(Element element) throws ProofRefused {
        var in = ElementReader.of(CONFIRMATION_INVALID, element, "Method");
        Optional<Element> data = in.optional(SAML, "SubjectConfirmationData");
        in.end();
        String method = element.getAttributeNS(null, "Method");
        if (data.isEmpty()) {
            return new Assertion.Confirmation(
                    method, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        }
        Element fields = data.get();
        var inside = ElementReader.ofExtensible(
                CONFIRMATION_INVALID, fields, "NotBefore", "NotOnOrAfter", "Recipient", "InResponseTo", "Address");
        return new Assertion.Confirmation(
                method,
                ElementReader.attribute(fields, "Recipient"),
                ElementReader.attribute(fields, "InResponseTo"),
                Fields.time(fields, "NotBefore"),
                Fields.time(fields, "NotOnOrAfter"),
                inside.hasNext());
    }
}
