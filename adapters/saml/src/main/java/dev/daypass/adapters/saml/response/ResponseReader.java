package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.adapters.saml.xml.Namespaces.SAMLP;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;

import dev.daypass.adapters.saml.encryption.EncryptionForm;
import dev.daypass.adapters.saml.signature.FormedSignature;
import dev.daypass.adapters.saml.signature.SignatureForm;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ParsedXml;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Gates the structure of a Response, before any cryptography (SAML Core 3.2.2, 3.3.3; catalogue S01 to S22, S44). */
public final class ResponseReader {
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private ResponseReader() {}

    /** Reads the Response; its assertion stays unread until its signature holds. */
    public static ParsedResponse read(ParsedXml xml) throws ProofRefused {
        Element root = xml.root();
        if (!ElementReader.is(root, SAMLP, "Response")) {
            throw Fields.refused("S14: the document is not a SAML 2.0 Response");
        }
        Census.check(root);
        var in = ElementReader.of(
                SAML_STRUCTURE, root, "ID", "Version", "IssueInstant", "Destination", "Consent", "InResponseTo");
        Fields.versionAndId(root);
        Optional<Element> issuer = in.optional(SAML, "Issuer");
        Optional<Element> signature = in.optional(DS, "Signature");
        Element status = in.required(SAMLP, "Status");
        Optional<String> failure = failure(status);
        Content content = content(in, failure);
        in.end();
        var envelope = new Envelope(
                Fields.requiredTime(root, "IssueInstant"),
                issuer.isPresent() ? Optional.of(Fields.issuer(issuer.get())) : Optional.empty(),
                ElementReader.attribute(root, "Destination"),
                ElementReader.attribute(root, "InResponseTo"));
        Optional<FormedSignature> formed =
                signature.isPresent() ? Optional.of(SignatureForm.check(signature.get(), root)) : Optional.empty();
        return new ParsedResponse(
                new ParsedResponse.Parts(envelope, formed, failure, content),
                xml.ids(),
                envelope.issuer().orElse(claimedBy(content)));
    }

    /** The signature of an assertion, if it has one, with its form checked. */
    static Optional<FormedSignature> signatureOf(Element assertion) throws ProofRefused {
        for (Node child = assertion.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && ElementReader.is(element, DS, "Signature")) {
                return Optional.of(SignatureForm.check(element, assertion));
            }
        }
        return Optional.empty();
    }

    private static Content content(ElementReader in, Optional<String> failure) throws ProofRefused {
        Optional<Element> plain = in.optional(SAML, "Assertion");
        if (plain.isPresent()) {
            return new Content.Plain(plain.get(), signatureOf(plain.get()));
        }
        Optional<Element> encrypted = in.optional(SAML, "EncryptedAssertion");
        if (encrypted.isPresent()) {
            return new Content.Encrypted(EncryptionForm.check(encrypted.get()));
        }
        if (failure.isEmpty()) {
            throw Fields.refused("S09: success without an assertion");
        }
        return new Content.Absent();
    }

    /** What the Status says unless it says plain success (Core 3.2.2.1; S72). */
    private static Optional<String> failure(Element status) throws ProofRefused {
        var in = ElementReader.of(SAML_STRUCTURE, status);
        Element code = in.required(SAMLP, "StatusCode");
        Optional<Element> message = in.optional(SAMLP, "StatusMessage");
        in.end();
        var inner = ElementReader.of(SAML_STRUCTURE, code, "Value");
        Optional<Element> second = inner.optional(SAMLP, "StatusCode");
        inner.end();
        String value = code.getAttributeNS(null, "Value");
        if (value.equals(SUCCESS) && second.isEmpty()) {
            return Optional.empty();
        }
        String told = printable(value)
                + (second.isPresent() ? ", " + printable(second.get().getAttributeNS(null, "Value")) : "");
        return Optional.of(
                message.isPresent()
                        ? told + ": " + printable(ElementReader.text(SAML_STRUCTURE, message.get()))
                        : told);
    }

    /** Foreign text that goes into the audit: short, and nothing in it that could draw lines of its own. */
    private static String printable(String text) {
        String cut = text.length() <= 200 ? text : text.substring(0, 200) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    private static String claimedBy(Content content) throws ProofRefused {
        if (content instanceof Content.Plain plain) {
            var in = ElementReader.of(SAML_STRUCTURE, plain.assertion(), "ID", "Version", "IssueInstant");
            Optional<Element> issuer = in.optional(SAML, "Issuer");
            return issuer.isPresent() ? Fields.issuer(issuer.get()) : "";
        }
        return "";
    }
}
