package dev.daypass.testkit.saml;

import static dev.daypass.core.outcome.Reason.SAML_STRUCTURE;
import static dev.daypass.core.outcome.Reason.SIGNATURE_FORM;
import static dev.daypass.core.outcome.Reason.SIGNATURE_INVALID;
import static dev.daypass.core.outcome.Reason.SIGNATURE_MISSING;
import static dev.daypass.core.outcome.Reason.XML_MALFORMED;
import static dev.daypass.testkit.saml.SamlAttack.afterSigning;
import static dev.daypass.testkit.saml.SamlAttack.asText;

import java.util.List;
import org.w3c.dom.Element;

/** Signature wrapping and its relatives (S01 to S14, S44): something is signed, something else is to be read. */
final class WrappingAttacks {
    private WrappingAttacks() {}

    static List<SamlAttack> all() {
        return List.of(
                afterSigning(
                                "S01 XSW1: real Response inside the forged one's Signature",
                                SAML_STRUCTURE,
                                draft -> wrapResponse(draft, Place.IN_SIGNATURE))
                        .fromSignedResponse(),
                afterSigning(
                                "S02 XSW2: Signature detached before the real Response",
                                SAML_STRUCTURE,
                                draft -> wrapResponse(draft, Place.AFTER_SIGNATURE))
                        .fromSignedResponse(),
                afterSigning("S03 XSW3: forged assertion before the real one", SAML_STRUCTURE, draft -> {
                    Element forged = draft.forgery(draft.assertion());
                    Draft.takeSignature(forged);
                    draft.assertion().getParentNode().insertBefore(forged, draft.assertion());
                }),
                afterSigning("S04 XSW4: real assertion inside the forged one", SIGNATURE_FORM, draft -> {
                    Element real = draft.assertion();
                    Element forged = draft.forgery(real);
                    Draft.takeSignature(forged);
                    real.getParentNode().replaceChild(forged, real);
                    forged.appendChild(real);
                }),
                afterSigning(
                        "S05 XSW5: Signature in the forged assertion, real one at the end", SAML_STRUCTURE, draft -> {
                            Element real = draft.assertion();
                            Element forged = draft.forgery(real);
                            Element signature = Draft.takeSignature(real);
                            forged.replaceChild(signature, signatureOf(forged));
                            real.getParentNode().insertBefore(forged, real);
                        }),
                afterSigning("S06 XSW6: real assertion inside the forged one's Signature", SAML_STRUCTURE, draft -> {
                    Element real = draft.assertion();
                    Element forged = draft.forgery(real);
                    Element signature = Draft.takeSignature(real);
                    forged.replaceChild(signature, signatureOf(forged));
                    real.getParentNode().replaceChild(forged, real);
                    signature.appendChild(real);
                }),
                hidden("S07 XSW7: real assertion in Extensions", "<samlp:Extensions/>"),
                afterSigning("S08 XSW8: real assertion in ds:Object", SIGNATURE_FORM, draft -> {
                    Element real = draft.assertion();
                    Element forged = draft.forgery(real);
                    Element signature = Draft.takeSignature(real);
                    forged.replaceChild(signature, signatureOf(forged));
                    real.getParentNode().replaceChild(forged, real);
                    draft.append(signature, "<ds:Object/>").appendChild(real);
                }),
                hidden("S09 XSW9: real assertion in an unknown wrapper", "<x:wrap xmlns:x=\"urn:x\"/>"),
                afterSigning("S09 real assertion in StatusDetail", SAML_STRUCTURE, draft -> {
                    Element real = draft.assertion();
                    Element forged = draft.forgery(real);
                    Draft.takeSignature(forged);
                    real.getParentNode().replaceChild(forged, real);
                    draft.append(draft.first("Status"), "<samlp:StatusDetail/>").appendChild(real);
                }),
                afterSigning("S09 real assertion in Advice", SAML_STRUCTURE, draft -> {
                    Element real = draft.assertion();
                    Element forged = draft.forgery(real);
                    Draft.takeSignature(forged);
                    real.getParentNode().replaceChild(forged, real);
                    draft.append(forged, "<saml:Advice/>").appendChild(real);
                }),
                afterSigning("S09 Response within the Response", SAML_STRUCTURE, draft -> {
                    Element inner = (Element) draft.response().cloneNode(false);
                    inner.setAttributeNS(null, "ID", "_inner");
                    draft.response().appendChild(inner);
                }),
                asText("S09 two roots", XML_MALFORMED, text -> text + text.replace("alice", "mallory")),
                afterSigning(
                        "S10 attributes beside the assertion",
                        SAML_STRUCTURE,
                        draft -> draft.append(
                                draft.response(),
                                "<saml:AttributeStatement><saml:Attribute Name=\"role\"><saml:AttributeValue>admin"
                                        + "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>")),
                afterSigning("S11 the assertion's Signature as the Response's", SIGNATURE_FORM, draft -> {
                    Element signature = Draft.takeSignature(draft.assertion());
                    draft.response().insertBefore(signature, draft.first("Status"));
                }),
                afterSigning("S12 signature removed", SIGNATURE_MISSING, draft -> draft.remove("Signature")),
                SamlAttack.of(
                        "S12 never signed",
                        SIGNATURE_MISSING,
                        (provider, spec) -> provider.response(spec.signed(ResponseSpec.Signed.NOTHING))),
                afterSigning(
                        "S13 subject changed under the signature",
                        SIGNATURE_INVALID,
                        draft -> draft.text("NameID", "mallory@corp.example.com")),
                afterSigning(
                                "S13 assertion changed in a signed Response",
                                SIGNATURE_INVALID,
                                draft -> draft.text("NameID", "mallory@corp.example.com"))
                        .fromSignedResponse(),
                afterSigning(
                                "S13 assertion changed, Response and assertion signed",
                                SIGNATURE_INVALID,
                                draft -> draft.text("Audience", "https://elsewhere.example.com"))
                        .from(spec -> spec.signed(ResponseSpec.Signed.BOTH)),
                asText(
                        "S14 a LogoutRequest as a Response",
                        SAML_STRUCTURE,
                        text -> text.replace("samlp:Response", "samlp:LogoutRequest")),
                SamlAttack.of(
                        "S14 signed metadata as a Response",
                        SAML_STRUCTURE,
                        (provider, spec) -> HonestIdentityProvider.base64(HonestIdentityProvider.signed(
                                provider.metadata().replaceAll("<!--.*?-->", ""), provider.keys()))),
                afterSigning(
                        "S44 two assertions, one encrypted",
                        SAML_STRUCTURE,
                        draft -> draft.append(
                                draft.response(),
                                "<saml:EncryptedAssertion><xenc:EncryptedData/></saml:EncryptedAssertion>")));
    }

    /** Where the real Response goes. */
    private enum Place {
        IN_SIGNATURE,
        AFTER_SIGNATURE
    }

    private static void wrapResponse(Draft draft, Place place) {
        Element real = draft.response();
        Element forged = draft.forgery(real);
        Element signature = Draft.takeSignature(real);
        forged.replaceChild(signature, signatureOf(forged));
        draft.root(forged);
        switch (place) {
            case IN_SIGNATURE -> signature.appendChild(real);
            case AFTER_SIGNATURE -> forged.insertBefore(real, signature.getNextSibling());
        }
    }

    private static SamlAttack hidden(String name, String wrapper) {
        return afterSigning(name, SAML_STRUCTURE, draft -> {
            Element real = draft.assertion();
            Element forged = draft.forgery(real);
            forged.replaceChild(Draft.takeSignature(real), signatureOf(forged));
            real.getParentNode().replaceChild(forged, real);
            draft.before(draft.first("Status"), wrapper).appendChild(real);
        });
    }

    private static Element signatureOf(Element element) {
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found && "Signature".equals(found.getLocalName())) {
                return found;
            }
        }
        throw new IllegalStateException("not signed");
    }
}
