package dev.daypass.adapters.saml.response;

import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;

import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.SamlInstant;
import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;

/** Readers of the small things that messages and assertions share: version, ID, times, Issuer. */
public final class Fields {
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    private static final int LONGEST_ID = 256;

    private Fields() {}

    /** SAML 2.0 and an ID, as every message and assertion has them (Core 2.3.3, 3.2.2). */
    public static String versionAndId(Element element) throws ProofRefused {
        if (!element.getAttributeNS(null, "Version").equals("2.0")) {
            throw refused("S73: Version is not 2.0");
        }
        String id = element.getAttributeNS(null, "ID");
        if (id.isEmpty() || id.length() > LONGEST_ID || !isName(id)) {
            throw refused("S73: ID missing or no XML name");
        }
        return id;
    }

    public static Instant requiredTime(Element element, String attribute) throws ProofRefused {
        return time(element, attribute)
                .orElseThrow(() -> refused("S73: `" + attribute + "` missing in `" + element.getLocalName() + "`"));
    }

    /** A time, strictly spelt if it is there (Core 1.3.3). */
    public static Optional<Instant> time(Element element, String attribute) throws ProofRefused {
        Optional<String> text = ElementReader.attribute(element, attribute);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SamlInstant.parse(text.get())
                .orElseThrow(() -> refused("S64: `" + attribute + "` is not a UTC time as SAML spells it")));
    }

    /** The Issuer's exact text; it names an entity and nothing else (Core 8.3.6). */
    public static String issuer(Element element) throws ProofRefused {
        ElementReader.of(Reason.ISSUER_MISMATCH, element, "Format");
        String format = element.getAttributeNS(null, "Format");
        if (!format.isEmpty() && !format.equals(ENTITY)) {
            throw ProofRefused.because(Reason.ISSUER_MISMATCH, "S71: Issuer is not an entity");
        }
        return ElementReader.text(SAML_STRUCTURE, element);
    }

    /** The part of NCName that real IDs use. */
    private static boolean isName(String id) {
        char first = id.charAt(0);
        return (Character.isLetter(first) || first == '_')
                && id.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    public static ProofRefused refused(String detail) {
        return ProofRefused.because(SAML_STRUCTURE, detail);
    }
}
