package dev.daypass.testkit.saml;

import static dev.daypass.core.outcome.Reason.DECRYPTION_FAILED;
import static dev.daypass.core.outcome.Reason.ENCRYPTION_FORM;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.SIGNATURE_INVALID;
import static dev.daypass.core.outcome.Reason.SIGNATURE_MISSING;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;

import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.saml.ResponseSpec.Encryption.Mode;
import dev.daypass.testkit.saml.ResponseSpec.Signed;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/** Encrypted assertions that ask for too much (S45 to S52); each starts from one encrypted to us. */
final class EncryptionAttacks {
    private final PublicKey recipient;
    private final String trap;

    /**
     * The attacks.
     *
     * @param recipient the service provider's public key
     * @param trap an address that must never be called
     */
    EncryptionAttacks(PublicKey recipient, String trap) {
        this.recipient = recipient;
        this.trap = trap;
    }

    List<SamlAttack> all() {
        return List.of(
                gcm(
                        "S45 nothing signed inside or outside",
                        SIGNATURE_MISSING,
                        (provider, spec) -> provider.response(spec.signed(Signed.NOTHING))),
                SamlAttack.of(
                                "S46 CBC outside a signed Response",
                                ENCRYPTION_FORM,
                                (provider, spec) -> provider.response(spec.signed(Signed.ASSERTION)))
                        .from(spec -> spec.signed(Signed.RESPONSE).encrypted(recipient, Mode.CBC)),
                changed(
                                "S46 CBC ciphertext changed in a signed Response",
                                SIGNATURE_INVALID,
                                draft -> flip(draft.all("CipherValue").get(1), 40))
                        .from(spec -> spec.signed(Signed.RESPONSE).encrypted(recipient, Mode.CBC)),
                changed(
                        "S46 GCM ciphertext changed",
                        DECRYPTION_FAILED,
                        draft -> flip(draft.all("CipherValue").get(1), 40)),
                changed(
                        "S46 GCM tag changed",
                        DECRYPTION_FAILED,
                        draft -> flip(draft.all("CipherValue").get(1), -1)),
                changed(
                        "S46 wrapped key changed",
                        DECRYPTION_FAILED,
                        draft -> flip(draft.all("CipherValue").get(0), 20)),
                gcm(
                        "S46 to somebody else's key",
                        DECRYPTION_FAILED,
                        (provider, spec) -> provider.response(
                                spec.encrypted(Stranger.KEYS.pair().getPublic(), Mode.GCM))),
                changed("S47 RSA PKCS#1 1.5 key transport", ENCRYPTION_FORM, draft -> draft.all("EncryptionMethod")
                        .get(1)
                        .setAttributeNS(null, "Algorithm", Draft.XENC + "rsa-1_5")),
                changed("S46 Triple DES", ENCRYPTION_FORM, draft -> draft.first("EncryptionMethod")
                        .setAttributeNS(null, "Algorithm", Draft.XENC + "tripledes-cbc")),
                changed("S48 ciphertext cut short", ENCRYPTION_FORM, draft -> draft.all("CipherValue")
                        .get(1)
                        .setTextContent("AAAA")),
                changed("S48 GCM tag cut", DECRYPTION_FAILED, draft -> {
                    Element value = draft.all("CipherValue").get(1);
                    byte[] bytes = Base64.getDecoder().decode(value.getTextContent());
                    value.setTextContent(Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length - 4)));
                }),
                cipherReference("S49 CipherReference to http", trap, ""),
                cipherReference("S49 CipherReference to a file", "file:///etc/hostname", ""),
                cipherReference("S49 CipherReference to the document", "", ""),
                cipherReference(
                        "S49 CipherReference with XSLT",
                        trap,
                        "<xenc:Transforms><ds:Transform"
                                + " Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/></xenc:Transforms>"),
                changed(
                        "S50 RetrievalMethod for the key",
                        ENCRYPTION_FORM,
                        draft -> draft.append(draft.first("KeyInfo"), "<ds:RetrievalMethod URI=\"" + trap + "\"/>")),
                changed("S50 three encrypted keys", ENCRYPTION_FORM, draft -> {
                    Element key = draft.first("EncryptedKey");
                    key.getParentNode().appendChild(key.cloneNode(true));
                    key.getParentNode().appendChild(key.cloneNode(true));
                }),
                changed("S50 chain of encrypted keys", ENCRYPTION_FORM, draft -> {
                    Element key = draft.first("EncryptedKey");
                    Element inner = (Element) key.cloneNode(true);
                    draft.before(draft.first("CipherData"), "<ds:KeyInfo/>").appendChild(inner);
                }),
                changed("S50 loop of references", ENCRYPTION_FORM, draft -> {
                    draft.first("EncryptedData").setAttributeNS(null, "Id", "loop");
                    draft.append(
                            draft.first("EncryptedKey"),
                            "<xenc:ReferenceList><xenc:DataReference URI=\"#loop\"/></xenc:ReferenceList>");
                }),
                content("S51 DOCTYPE inside", DECRYPTION_FAILED, text -> "<!DOCTYPE a>" + text),
                content("S51 two roots inside", DECRYPTION_FAILED, text -> text + text),
                content("S51 way out of the wrapping", DECRYPTION_FAILED, text -> text + "</within><within>" + text),
                content(
                        "S51 not an assertion inside",
                        SAML_STRUCTURE,
                        text -> text.replace("saml:Assertion", "saml:Other")),
                content("S51 other namespace inside", SAML_STRUCTURE, text -> "<Assertion xmlns=\"urn:other\"/>"),
                content(
                        "S52 encrypted assertion inside Advice",
                        SAML_STRUCTURE,
                        text -> text.replace(
                                "</saml:Assertion>",
                                "<saml:Advice><saml:EncryptedAssertion/></saml:Advice></saml:Assertion>")),
                SamlAttack.beforeSigning(
                        "S52 EncryptedAttribute",
                        SAML_STRUCTURE,
                        draft -> draft.append(draft.first("AttributeStatement"), "<saml:EncryptedAttribute/>")),
                encryptedId(
                        "S52 EncryptedID that holds no NameID",
                        SUBJECT_MISSING,
                        "<saml:Issuer xmlns:saml=\"" + Draft.SAML + "\">x</saml:Issuer>"));
    }

    /** An honest Response whose NameID is encrypted. */
    String encryptedName(HonestIdentityProvider provider, ResponseSpec spec) {
        return withEncryptedId(
                provider, spec, "<saml:NameID xmlns:saml=\"" + Draft.SAML + "\">" + spec.subject() + "</saml:NameID>");
    }

    private SamlAttack gcm(String name, Reason reason, SamlAttack.Forgery forgery) {
        return SamlAttack.of(name, reason, forgery)
                .from(spec -> spec.signed(Signed.ASSERTION).encrypted(recipient, Mode.GCM));
    }

    private SamlAttack changed(String name, Reason reason, Consumer<Draft> change) {
        return gcm(
                name, reason, (provider, spec) -> provider.forged(spec, draft -> {}, change, UnaryOperator.identity()));
    }

    private SamlAttack cipherReference(String name, String uri, String transforms) {
        return changed(name, ENCRYPTION_FORM, draft -> {
            Element value = draft.all("CipherValue").get(1);
            draft.before(value, "<xenc:CipherReference URI=\"" + uri + "\">" + transforms + "</xenc:CipherReference>");
            value.getParentNode().removeChild(value);
        });
    }

    /** The provider encrypts something else in place of the assertion and signs the Response around it. */
    private SamlAttack content(String name, Reason reason, UnaryOperator<String> change) {
        var encryption = new ResponseSpec.Encryption(recipient, Mode.GCM);
        return SamlAttack.of(
                        name,
                        reason,
                        (provider, spec) -> provider.forged(
                                spec.unencrypted(),
                                draft -> {
                                    Element assertion = draft.assertion();
                                    String text = change.apply(XmlText.write(assertion));
                                    draft.before(assertion, provider.encrypted(text, encryption));
                                    assertion.getParentNode().removeChild(assertion);
                                },
                                draft -> {},
                                UnaryOperator.identity()))
                .from(spec -> spec.signed(Signed.RESPONSE).encrypted(recipient, Mode.GCM));
    }

    private SamlAttack encryptedId(String name, Reason reason, String content) {
        return SamlAttack.of(name, reason, (provider, spec) -> withEncryptedId(provider, spec, content));
    }

    private String withEncryptedId(HonestIdentityProvider provider, ResponseSpec spec, String content) {
        var encryption = new ResponseSpec.Encryption(recipient, Mode.CBC);
        return provider.forged(
                spec,
                draft -> {
                    Element name = draft.first("NameID");
                    draft.before(name, provider.encryptedId(content, encryption));
                    name.getParentNode().removeChild(name);
                },
                draft -> {},
                UnaryOperator.identity());
    }

    private static void flip(Element value, int at) {
        byte[] bytes = Base64.getDecoder().decode(value.getTextContent());
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        value.setTextContent(Base64.getEncoder().encodeToString(bytes));
    }
}
