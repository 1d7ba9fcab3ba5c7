package dev.daypass.adapters.saml.signature;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.DSIG_MORE;
import static dev.daypass.adapters.saml.xml.Namespaces.EXC_C14N;
import static dev.daypass.core.outcome.Reason.SIGNATURE_ALGORITHM;
import static dev.daypass.core.outcome.Reason.SIGNATURE_FORM;

import dev.daypass.adapters.saml.xml.Base64Text;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The one shape of a signature that reaches the crypto library (SAML Core 5.4; catalogue S08, S11, S16 to S20, S24, S27 to
 * S33): enveloped, one Reference to the parent's own ID, the enveloped transform then exclusive canonicalisation, listed
 * algorithms, nothing else inside.
 */
public final class SignatureForm {
    private static final String ENVELOPED = DS + "enveloped-signature";
    private static final Set<String> CANONICAL = Set.of(EXC_C14N, "http://www.w3.org/2006/12/xml-c14n11");

    /** Digest algorithms with the digest that each gives of nothing at all, in base64. */
    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
            "http://www.w3.org/2001/04/xmlenc#sha512",
            "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==");

    private static final Map<String, String> SALT_LENGTHS = Map.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", "32",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "48",
            "http://www.w3.org/2001/04/xmlenc#sha512", "64");

    private static final Set<String> KEY_HINTS = Set.of("KeyName", "KeyValue", "X509Data");

    private SignatureForm() {}

    /**
     * Checks a signature's form.
     *
     * @param covered the element it must be a direct child of and refer to
     */
    public static FormedSignature check(Element signature, Element covered) throws ProofRefused {
        if (signature.getParentNode() != covered) {
            throw refused("S11: the signature is not a child of what it should cover");
        }
        var in = ElementReader.of(SIGNATURE_FORM, signature, "Id");
        Element signedInfo = in.required(DS, "SignedInfo");
        Element value = in.required(DS, "SignatureValue");
        Optional<Element> keyInfo = in.optional(DS, "KeyInfo");
        in.end();
        SignatureMethod method = checkSignedInfo(signedInfo, covered);
        ElementReader.of(SIGNATURE_FORM, value, "Id");
        if (keyInfo.isPresent()) {
            checkKeyInfo(keyInfo.get());
        }
        return new FormedSignature(signature, covered, method, base64(value));
    }

    private static SignatureMethod checkSignedInfo(Element signedInfo, Element covered) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, signedInfo, "Id");
        Element canonicalization = in.required(DS, "CanonicalizationMethod");
        Element signatureMethod = in.required(DS, "SignatureMethod");
        Element reference = in.required(DS, "Reference");
        in.end();
        if (!CANONICAL.contains(algorithm(canonicalization))) {
            throw refused("S28: canonicalisation not in the list");
        }
        checkPrefixList(canonicalization);
        SignatureMethod method = SignatureMethod.of(algorithm(signatureMethod))
                .orElseThrow(() ->
                        ProofRefused.because(SIGNATURE_ALGORITHM, "S31, S32: signature algorithm not in the list"));
        checkParameters(method, signatureMethod);
        checkReference(reference, covered);
        return method;
    }

    private static void checkReference(Element reference, Element covered) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, reference, "Id", "URI", "Type");
        Element transforms = in.required(DS, "Transforms");
        Element digestMethod = in.required(DS, "DigestMethod");
        Element digestValue = in.required(DS, "DigestValue");
        in.end();
        String id = covered.getAttributeNS(null, "ID");
        if (id.isEmpty() || !reference.getAttributeNS(null, "URI").equals("#" + id)) {
            throw refused("S11, S16: the Reference is not to the signature's parent");
        }
        checkTransforms(transforms);
        String algorithm = algorithm(digestMethod);
        String ofNothing = DIGESTS.get(algorithm);
        if (ofNothing == null) {
            throw ProofRefused.because(SIGNATURE_ALGORITHM, "S32: digest algorithm not in the list");
        }
        ElementReader.of(SIGNATURE_FORM, digestMethod, "Algorithm").end();
        ElementReader.of(SIGNATURE_FORM, digestValue);
        base64(digestValue);
        if (ElementReader.text(SIGNATURE_FORM, digestValue).strip().equals(ofNothing)) {
            throw refused("S24: the digest is that of nothing");
        }
    }

    private static void checkTransforms(Element transforms) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, transforms);
        Element first = in.required(DS, "Transform");
        Element second = in.required(DS, "Transform");
        in.end();
        if (!algorithm(first).equals(ENVELOPED) || !algorithm(second).equals(EXC_C14N)) {
            throw refused("S27: transforms other than enveloped and exclusive canonicalisation");
        }
        ElementReader.of(SIGNATURE_FORM, first, "Algorithm").end();
        checkPrefixList(second);
    }

    /** Exclusive canonicalisation may name prefixes to keep (Exclusive XML Canonicalization 3.1). */
    private static void checkPrefixList(Element method) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, method, "Algorithm");
        Optional<Element> prefixes = in.optional(EXC_C14N, "InclusiveNamespaces");
        in.end();
        if (prefixes.isPresent()) {
            ElementReader.of(SIGNATURE_FORM, prefixes.get(), "PrefixList").end();
        }
    }

    /** Only spelt-out RSASSA-PSS has parameters, and only the usual ones pass (S33; RFC 9231 2.3.9). */
    private static void checkParameters(SignatureMethod method, Element element) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, element, "Algorithm");
        if (method.family() == SignatureMethod.Family.PSS) {
            checkPss(in.required(DSIG_MORE, "RSAPSSParams"));
        }
        in.end();
    }

    private static void checkPss(Element params) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, params);
        Element digest = in.required(DS, "DigestMethod");
        Optional<Element> salt = in.optional(DSIG_MORE, "SaltLength");
        Optional<Element> trailer = in.optional(DSIG_MORE, "TrailerField");
        in.end();
        ElementReader.of(SIGNATURE_FORM, digest, "Algorithm").end();
        String usual = SALT_LENGTHS.getOrDefault(algorithm(digest), "");
        boolean usualSalt = !usual.isEmpty()
                && (salt.isEmpty()
                        || ElementReader.text(SIGNATURE_FORM, salt.get()).equals(usual));
        boolean usualTrailer = trailer.isEmpty()
                || ElementReader.text(SIGNATURE_FORM, trailer.get()).equals("1");
        if (!usualSalt || !usualTrailer) {
            throw ProofRefused.because(SIGNATURE_ALGORITHM, "S33: RSASSA-PSS with unusual parameters");
        }
    }

    /** KeyInfo is never believed; what would fetch or refer to anything is refused besides (S29, S30). */
    private static void checkKeyInfo(Element keyInfo) throws ProofRefused {
        var in = ElementReader.of(SIGNATURE_FORM, keyInfo, "Id");
        while (in.hasNext()) {
            Element child = in.any();
            if (!DS.equals(child.getNamespaceURI()) || !KEY_HINTS.contains(child.getLocalName())) {
                throw refused("S29: KeyInfo holds more than certificates, keys and names");
            }
        }
    }

    private static byte[] base64(Element element) throws ProofRefused {
        return Base64Text.decode(ElementReader.text(SIGNATURE_FORM, element))
                .orElseThrow(() -> refused("S19: `" + element.getLocalName() + "` is not base64"));
    }

    private static String algorithm(Element element) {
        return element.getAttributeNS(null, "Algorithm");
    }

    private static ProofRefused refused(String detail) {
        return ProofRefused.because(SIGNATURE_FORM, detail);
    }
}
