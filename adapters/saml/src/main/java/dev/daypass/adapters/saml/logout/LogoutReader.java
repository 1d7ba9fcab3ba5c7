package dev.daypass.adapters.saml.logout;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.adapters.saml.xml.Namespaces.SAMLP;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;

import dev.daypass.adapters.saml.logout.IncomingMessage.Kind;
import dev.daypass.adapters.saml.response.Census;
import dev.daypass.adapters.saml.response.Fields;
import dev.daypass.adapters.saml.signature.FormedSignature;
import dev.daypass.adapters.saml.signature.SignatureForm;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Gates the structure of logout messages, before any cryptography (SAML Core 3.7.1, 3.7.2). */
final class LogoutReader {
    private static final int MOST_SESSIONS = 32;
    private static final int LONGEST_INDEX = 1_024;

    private LogoutReader() {}

    /** Reads a message that must be of the kind that its carrier says. */
    static ParsedLogout read(Element root, Kind kind) throws ProofRefused {
        if (!ElementReader.is(root, SAMLP, kind.element())) {
            throw Fields.refused("S14: the document is not a SAML 2.0 " + kind.element());
        }
        Census.check(root);
        return kind == Kind.REQUEST ? request(root) : response(root);
    }

    private static ParsedLogout request(Element root) throws ProofRefused {
        var in = ElementReader.of(
                SAML_STRUCTURE,
                root,
                "ID",
                "Version",
                "IssueInstant",
                "Destination",
                "Consent",
                "NotOnOrAfter",
                "Reason");
        ParsedLogout.Head head = head(root, in);
        Optional<FormedSignature> signature = signature(root, in);
        Optional<Element> encrypted = in.optional(SAML, "EncryptedID");
        Element name = encrypted.isPresent() ? encrypted.get() : in.required(SAML, "NameID");
        List<String> sessions = sessions(in.many(SAMLP, "SessionIndex"));
        in.end();
        Optional<Instant> end = Fields.time(root, "NotOnOrAfter");
        return new ParsedLogout(head, signature, new ParsedLogout.Request(name, sessions, end));
    }

    private static ParsedLogout response(Element root) throws ProofRefused {
        var in = ElementReader.of(
                SAML_STRUCTURE, root, "ID", "Version", "IssueInstant", "Destination", "Consent", "InResponseTo");
        ParsedLogout.Head head = head(root, in);
        Optional<FormedSignature> signature = signature(root, in);
        var status = Status.read(in.required(SAMLP, "Status"));
        in.end();
        String answers = ElementReader.attribute(root, "InResponseTo").orElse("");
        return new ParsedLogout(head, signature, new ParsedLogout.Response(answers, status));
    }

    private static ParsedLogout.Head head(Element root, ElementReader in) throws ProofRefused {
        return new ParsedLogout.Head(
                Fields.versionAndId(root),
                Fields.requiredTime(root, "IssueInstant"),
                Fields.issuer(in.required(SAML, "Issuer")),
                ElementReader.attribute(root, "Destination"));
    }

    private static Optional<FormedSignature> signature(Element root, ElementReader in) throws ProofRefused {
        Optional<Element> signature = in.optional(DS, "Signature");
        return signature.isPresent() ? Optional.of(SignatureForm.check(signature.get(), root)) : Optional.empty();
    }

    private static List<String> sessions(List<Element> elements) throws ProofRefused {
        if (elements.size() > MOST_SESSIONS) {
            throw ProofRefused.because(SUBJECT_MISSING, "S38: more than " + MOST_SESSIONS + " SessionIndex");
        }
        var sessions = new ArrayList<String>();
        for (Element element : elements) {
            ElementReader.of(SUBJECT_MISSING, element);
            String index = ElementReader.text(SUBJECT_MISSING, element);
            // An empty one must not be taken for none, which means all.
            if (index.isBlank() || index.length() > LONGEST_INDEX) {
                throw ProofRefused.because(SUBJECT_MISSING, "S83: a SessionIndex that is empty or too long");
            }
            sessions.add(index);
        }
        return sessions;
    }
}
