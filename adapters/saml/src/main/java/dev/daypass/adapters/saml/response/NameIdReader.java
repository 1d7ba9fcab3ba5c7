package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.SAML;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.Subject;
import org.w3c.dom.Element;

/** Reads a NameID that was signed, its qualifiers included (Core 2.2.3; catalogue S52, S74). */
public final class NameIdReader {
    private static final int LONGEST_NAME = 1_024;

    private NameIdReader() {}

    public static Subject read(Element nameId) throws ProofRefused {
        if (!ElementReader.is(nameId, SAML, "NameID")) {
            throw ProofRefused.because(SUBJECT_MISSING, "S52: EncryptedID does not hold a NameID");
        }
        ElementReader.of(SUBJECT_MISSING, nameId, "NameQualifier", "SPNameQualifier", "Format", "SPProvidedID");
        String value = ElementReader.text(SUBJECT_MISSING, nameId);
        boolean usable = !value.isEmpty()
                && value.length() <= LONGEST_NAME
                && value.equals(value.strip())
                && value.chars().noneMatch(Character::isISOControl);
        if (!usable) {
            throw ProofRefused.because(SUBJECT_MISSING, "S74: NameID empty, too long, or with space around it");
        }
        var qualifiers = new Subject.Qualifiers(
                ElementReader.attribute(nameId, "NameQualifier"), ElementReader.attribute(nameId, "SPNameQualifier"));
        return new Subject(value, ElementReader.attribute(nameId, "Format"), qualifiers);
    }
}
