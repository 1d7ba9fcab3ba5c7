package dev.daypass.testkit.saml;

import static dev.daypass.core.outcome.Reason.ISSUER_MISMATCH;
import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.SIGNATURE_ALGORITHM;
import static dev.daypass.core.outcome.Reason.SIGNATURE_FORM;
import static dev.daypass.core.outcome.Reason.SIGNATURE_INVALID;
import static dev.daypass.core.outcome.Reason.XML_FORBIDDEN;
import static dev.daypass.testkit.saml.SamlAttack.afterSigning;
import static dev.daypass.testkit.saml.SamlAttack.asText;
import static dev.daypass.testkit.saml.SamlAttack.beforeSigning;

import dev.daypass.core.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import org.w3c.dom.Element;

/** Signatures that are odd, weak, by the wrong key, or misplaced (S15 to S20, S24, S27 to S34). */
final class SignatureAttacks {
    private static final String BASE64_OF_NOTHING = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private SignatureAttacks() {}

    static List<SamlAttack> all() {
        return List.of(
                signedBy("S15 a trusted key of another provider", SIGNATURE_INVALID, "", Stranger.KEYS),
                beforeSigning(
                        "S15 another provider's Issuer under this key", ISSUER_MISMATCH, draft -> draft.all("Issuer")
                                .forEach(issuer -> issuer.setTextContent("https://other.example.com"))),
                reference("S16 empty Reference", reference -> reference.setAttributeNS(null, "URI", "")),
                reference("S16 Reference without URI", reference -> reference.removeAttributeNS(null, "URI")),
                reference("S16 xpointer", reference -> reference.setAttributeNS(null, "URI", "#xpointer(/)")),
                reference("S16 another element's ID", reference -> reference.setAttributeNS(null, "URI", "#_other")),
                reference(
                        "S16 a URL",
                        reference -> reference.setAttributeNS(null, "URI", "http://127.0.0.1:9/assertion.xml")),
                reference("S16 XPath injected", reference -> reference.setAttributeNS(null, "URI", "#_a' or '1'='1")),
                twice("S17 same ID twice", "ID"),
                twice("S17 same ID as Id", "Id"),
                twice("S17 same ID as id", "id"),
                afterSigning("S17 same ID as xml:id", SAML_STRUCTURE, draft -> draft.first("Status")
                        .setAttributeNS(
                                "http://www.w3.org/XML/1998/namespace",
                                "xml:id",
                                draft.assertion().getAttributeNS(null, "ID"))),
                form("S18 two References", draft -> draft.first("SignedInfo")
                        .appendChild(draft.first("Reference").cloneNode(true))),
                form("S18 two SignedInfo", draft -> draft.signature()
                        .insertBefore(draft.first("SignedInfo").cloneNode(true), draft.first("SignatureValue"))),
                form("S18 SignedInfo wrapped", draft -> {
                    Element wrapper = draft.before(draft.first("SignedInfo"), "<ds:Wrapper/>");
                    wrapper.appendChild(draft.all("SignedInfo").get(0));
                }),
                inside("S19 comment inside DigestValue", "DigestValue>", "<!-- -->"),
                inside("S19 comment inside SignatureValue", "SignatureValue>", "<!-- -->"),
                inside("S19 comment before Reference", "CanonicalizationMethod>", "<!-- -->"),
                inside("S19 processing instruction in DigestValue", "DigestValue>", "<?x y?>"),
                form(
                        "S19 junk in DigestValue",
                        draft -> draft.text(
                                "DigestValue", draft.first("DigestValue").getTextContent() + "!!")),
                afterSigning(
                        "S20 DigestValue elsewhere",
                        SAML_STRUCTURE,
                        draft -> draft.append(
                                draft.append(draft.first("Status"), "<samlp:StatusDetail/>"),
                                "<ds:DigestValue>" + BASE64_OF_NOTHING + "</ds:DigestValue>")),
                form("S24 digest of nothing", draft -> draft.text("DigestValue", BASE64_OF_NOTHING)),
                transform("S27 XSLT", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
                transform("S27 XPath", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
                transform("S27 XPath filter", "http://www.w3.org/2002/06/xmldsig-filter2"),
                transform("S27 base64", "http://www.w3.org/2000/09/xmldsig#base64"),
                form("S27 third transform", draft -> draft.first("Transforms")
                        .appendChild(draft.first("Transform").cloneNode(true))),
                form("S27 enveloped twice", draft -> draft.all("Transform")
                        .get(1)
                        .setAttributeNS(null, "Algorithm", Draft.DS + "enveloped-signature")),
                form("S27 enveloped missing", draft -> draft.remove("Transform")),
                form(
                        "S28 inclusive canonicalisation",
                        draft -> draft.set(
                                "CanonicalizationMethod",
                                "Algorithm",
                                "http://www.w3.org/TR/2001/REC-xml-c14n-20010315")),
                form(
                        "S28 canonicalisation with comments",
                        draft -> draft.set(
                                "CanonicalizationMethod",
                                "Algorithm",
                                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments")),
                keyInfo("S29 RetrievalMethod", "<ds:RetrievalMethod URI=\"http://127.0.0.1:9/key\"/>"),
                keyInfo(
                        "S29 KeyInfoReference",
                        "<d:KeyInfoReference xmlns:d=\"http://www.w3.org/2009/xmldsig11#\" URI=\"#k\"/>"),
                signedBy("S30 attacker's key with his certificate in KeyInfo", SIGNATURE_INVALID, "", Stranger.KEYS),
                keyValue(),
                SamlAttack.of(
                        "S31 HMAC keyed with the public certificate",
                        SIGNATURE_ALGORITHM,
                        (provider, spec) -> resigned(
                                provider,
                                spec,
                                new SecretKeySpec(
                                        provider.keys().certificateText().getBytes(StandardCharsets.US_ASCII),
                                        "HmacSHA256"),
                                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                                DigestMethod.SHA256)),
                SamlAttack.of(
                        "S32 RSA with SHA-1",
                        SIGNATURE_ALGORITHM,
                        (provider, spec) -> resigned(
                                provider,
                                spec,
                                provider.keys().pair().getPrivate(),
                                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                                DigestMethod.SHA256)),
                SamlAttack.of(
                        "S32 SHA-1 digest",
                        SIGNATURE_ALGORITHM,
                        (provider, spec) -> resigned(
                                provider,
                                spec,
                                provider.keys().pair().getPrivate(),
                                XmlSigner.RSA_SHA256,
                                DigestMethod.SHA1)),
                SamlAttack.of(
                                "S33 RSASSA-PSS with an odd salt",
                                SIGNATURE_ALGORITHM,
                                (provider, spec) -> provider.forged(
                                        spec,
                                        draft -> {},
                                        draft -> draft.append(
                                                draft.first("RSAPSSParams"),
                                                "<p:SaltLength xmlns:p=\"http://www.w3.org/2007/05/xmldsig-more#\">0"
                                                        + "</p:SaltLength>"),
                                        UnaryOperator.identity()))
                        .from(spec -> spec.algorithm(XmlSigner.PSS)),
                afterSigning(
                        "S34 all-zero signature",
                        SIGNATURE_INVALID,
                        draft -> draft.text("SignatureValue", "A".repeat(342) + "==")));
    }

    private static SamlAttack form(String name, Consumer<Draft> change) {
        return afterSigning(name, SIGNATURE_FORM, change);
    }

    private static SamlAttack reference(String name, Consumer<Element> change) {
        return form(name, draft -> change.accept(draft.first("Reference")));
    }

    private static SamlAttack transform(String name, String algorithm) {
        return form(name, draft -> draft.all("Transform").get(1).setAttributeNS(null, "Algorithm", algorithm));
    }

    private static SamlAttack keyInfo(String name, String xml) {
        return form(name, draft -> draft.append(draft.first("KeyInfo"), xml));
    }

    private static SamlAttack twice(String name, String attribute) {
        return afterSigning(
                name,
                SAML_STRUCTURE,
                draft -> draft.set("Status", attribute, draft.assertion().getAttributeNS(null, "ID")));
    }

    private static SamlAttack inside(String name, String tag, String aside) {
        return asText(name, XML_FORBIDDEN, text -> {
            int at = text.indexOf(tag) + tag.length();
            return text.substring(0, at) + aside + text.substring(at);
        });
    }

    private static SamlAttack signedBy(String name, Reason reason, String algorithm, SamlKeys keys) {
        return SamlAttack.of(
                name,
                reason,
                (provider, spec) -> provider.forged(
                        spec,
                        draft -> {},
                        draft -> {
                            Draft.takeSignature(draft.assertion());
                            draft.text("NameID", "mallory@corp.example.com");
                            XmlSigner.sign(draft.assertion(), keys, algorithm);
                        },
                        UnaryOperator.identity()));
    }

    private static SamlAttack keyValue() {
        SamlKeys keys = Stranger.KEYS;
        return SamlAttack.of(
                "S30 attacker's key as KeyValue",
                SIGNATURE_INVALID,
                (provider, spec) -> provider.forged(
                        spec,
                        draft -> {},
                        draft -> {
                            Draft.takeSignature(draft.assertion());
                            XmlSigner.sign(
                                    draft.assertion(),
                                    keys.pair().getPrivate(),
                                    XmlSigner.RSA_SHA256,
                                    DigestMethod.SHA256,
                                    keyValueOf(keys));
                        },
                        UnaryOperator.identity()));
    }

    private static KeyInfo keyValueOf(SamlKeys keys) {
        try {
            var infos = XMLSignatureFactory.getInstance("DOM").getKeyInfoFactory();
            return infos.newKeyInfo(List.of(infos.newKeyValue(keys.pair().getPublic())));
        } catch (KeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resigned(
            HonestIdentityProvider provider, ResponseSpec spec, Key key, String method, String digest) {
        return provider.forged(
                spec,
                draft -> {},
                draft -> {
                    Draft.takeSignature(draft.assertion());
                    XmlSigner.sign(draft.assertion(), key, method, digest, null);
                },
                UnaryOperator.identity());
    }
}
