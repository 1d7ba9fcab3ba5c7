package dev.daypass.testkit.saml;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/**
 * A SAML identity provider that signs with the JDK's own XML signatures. One can make Responses on several threads; each
 * takes about a millisecond, most of it the RSA signature.
 */
public final class HonestIdentityProvider {
    private final String entityId;
    private final SamlKeys keys;
    private final Clock clock;
    private final XmlEncrypter encrypter = new XmlEncrypter();

    public HonestIdentityProvider(String entityId, SamlKeys keys, Clock clock) {
        this.entityId = entityId;
        this.keys = keys;
        this.clock = clock;
    }

    public String entityId() {
        return entityId;
    }

    public SamlKeys keys() {
        return keys;
    }

    /** A Response in base64, as a browser posts it. Each call makes another one, with IDs of its own. */
    public String response(ResponseSpec spec) {
        return forged(spec, draft -> {}, draft -> {}, UnaryOperator.identity());
    }

    /**
     * A Response with a hand in its making, in base64.
     *
     * @param unsigned changes it before it is signed
     * @param signed changes it after
     * @param text changes its text at last
     */
    public String forged(
            ResponseSpec spec, Consumer<Draft> unsigned, Consumer<Draft> signed, UnaryOperator<String> text) {
        var draft = new Draft(XmlText.parse(unsignedResponse(spec)));
        unsigned.accept(draft);
        sign(draft, spec);
        signed.accept(draft);
        return base64(text.apply(draft.text()));
    }

    /** Metadata with the one signing key. */
    public String metadata() {
        return metadata(List.of(keyDescriptor("signing", keys)), "");
    }

    /**
     * Metadata of one's own making.
     *
     * @param keyDescriptors see {@link #keyDescriptor}
     * @param attributes further attributes of the EntityDescriptor, such as {@code validUntil="…"}
     */
    public String metadata(List<String> keyDescriptors, String attributes) {
        return "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"" + Draft.DS
                + "\" ID=\"" + id() + "\" entityID=\"" + XmlText.escape(entityId) + "\" " + attributes + ">\n"
                + "<!-- made by the testkit -->\n"
                + "<md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
                + String.join("", keyDescriptors)
                + "<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\""
                + " Location=\"https://idp.example.com/slo\" ResponseLocation=\"https://idp.example.com/slo/back\"/>"
                + "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\""
                + " Location=\"https://idp.example.com/sso\"/>"
                + "</md:IDPSSODescriptor></md:EntityDescriptor>";
    }

    /**
     * A KeyDescriptor.
     *
     * @param use {@code signing}, {@code encryption}, or empty for no mark
     */
    public static String keyDescriptor(String use, SamlKeys keys) {
        return "<md:KeyDescriptor" + (use.isEmpty() ? "" : " use=\"" + use + "\"") + "><ds:KeyInfo><ds:X509Data>"
                + "<ds:X509Certificate>" + keys.certificateText() + "</ds:X509Certificate>"
                + "</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    }

    /** Signs metadata as a federation does. */
    public static String signed(String metadata, SamlKeys signer) {
        var document = XmlText.parse(metadata);
        XmlSigner.sign(document.getDocumentElement(), signer, "");
        return XmlText.write(document);
    }

    static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    private void sign(Draft draft, ResponseSpec spec) {
        var signed = spec.signed();
        if (signed == ResponseSpec.Signed.ASSERTION || signed == ResponseSpec.Signed.BOTH) {
            XmlSigner.sign(draft.assertion(), keys, spec.algorithm());
        }
        spec.encryption().ifPresent(encryption -> encrypt(draft, encryption));
        if (signed == ResponseSpec.Signed.RESPONSE || signed == ResponseSpec.Signed.BOTH) {
            XmlSigner.sign(draft.response(), keys, spec.algorithm());
        }
    }

    private void encrypt(Draft draft, ResponseSpec.Encryption encryption) {
        Element assertion = draft.assertion();
        draft.before(assertion, encrypted(XmlText.write(assertion), encryption));
        assertion.getParentNode().removeChild(assertion);
    }

    /** An EncryptedAssertion around any text. */
    String encrypted(String plain, ResponseSpec.Encryption encryption) {
        return "<saml:EncryptedAssertion>" + encrypter.encrypt(plain, encryption) + "</saml:EncryptedAssertion>";
    }

    /** An EncryptedID around any text. */
    String encryptedId(String plain, ResponseSpec.Encryption encryption) {
        return "<saml:EncryptedID>" + encrypter.encrypt(plain, encryption) + "</saml:EncryptedID>";
    }

    private String unsignedResponse(ResponseSpec spec) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String answers = spec.inResponseTo()
                .map(id -> " InResponseTo=\"" + XmlText.escape(id) + "\"")
                .orElse("");
        return "<samlp:Response xmlns:samlp=\"" + Draft.SAMLP + "\" xmlns:saml=\"" + Draft.SAML + "\" ID=\"" + id()
                + "\" Version=\"2.0\" IssueInstant=\"" + now + "\" Destination=\"" + spec.consumer() + "\"" + answers
                + "><saml:Issuer>" + XmlText.escape(entityId) + "</saml:Issuer><samlp:Status><samlp:StatusCode"
                + " Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>"
                + assertion(spec, now, answers) + "</samlp:Response>";
    }

    private String assertion(ResponseSpec spec, Instant now, String answers) {
        String end = now.plusSeconds(300).toString();
        return "<saml:Assertion xmlns:saml=\"" + Draft.SAML + "\" ID=\"" + id() + "\" Version=\"2.0\" IssueInstant=\""
                + now + "\"><saml:Issuer>" + XmlText.escape(entityId) + "</saml:Issuer><saml:Subject>"
                + "<saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">"
                + XmlText.escape(spec.subject()) + "</saml:NameID>"
                + "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData NotOnOrAfter=\"" + end + "\" Recipient=\"" + spec.consumer() + "\""
                + answers + "/></saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore=\"" + now.minusSeconds(30) + "\" NotOnOrAfter=\"" + end + "\">"
                + "<saml:AudienceRestriction><saml:Audience>" + spec.audience()
                + "</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
                + "<saml:AuthnStatement AuthnInstant=\"" + now + "\" SessionIndex=\"" + id() + "\"><saml:AuthnContext>"
                + "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
                + "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                + attributes(spec.attributes()) + "</saml:Assertion>";
    }

    private static String attributes(Map<String, List<String>> attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        var out = new StringBuilder("<saml:AttributeStatement>");
        attributes.forEach((name, values) -> {
            out.append("<saml:Attribute Name=\"")
                    .append(XmlText.escape(name))
                    .append("\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">");
            values.forEach(value -> out.append("<saml:AttributeValue>")
                    .append(XmlText.escape(value))
                    .append("</saml:AttributeValue>"));
            out.append("</saml:Attribute>");
        });
        return out.append("</saml:AttributeStatement>").toString();
    }

    private static String id() {
        return "_" + UUID.randomUUID().toString().replace("-", "");
    }
}
