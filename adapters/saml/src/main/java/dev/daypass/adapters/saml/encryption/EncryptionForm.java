package dev.daypass.adapters.saml.encryption;

import static dev.daypass.adapters.saml.xml.Namespaces.DS;
import static dev.daypass.adapters.saml.xml.Namespaces.XENC;
import static dev.daypass.adapters.saml.xml.Namespaces.XENC11;
import static dev.daypass.core.outcome.Reason.ENCRYPTION_FORM;

import dev.daypass.adapters.saml.xml.Base64Text;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ProofRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The one shape of encrypted content that reaches the decrypter (catalogue S47 to S50): one {@code EncryptedData} with one
 * {@code CipherValue}, one or two {@code EncryptedKey}s wrapped by RSA-OAEP, and no reference to anything.
 */
public final class EncryptionForm {
    private static final String OAEP_MGF1P = XENC + "rsa-oaep-mgf1p";
    private static final String OAEP = XENC11 + "rsa-oaep";
    private static final Set<String> DIGESTS =
            Set.of(DS + "sha1", XENC + "sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384", XENC + "sha512");
    private static final Set<String> MASKS =
            Set.of(XENC11 + "mgf1sha1", XENC11 + "mgf1sha256", XENC11 + "mgf1sha384", XENC11 + "mgf1sha512");
    private static final Set<String> KEY_HINTS = Set.of("KeyName", "KeyValue", "X509Data");
    private static final int MOST_KEYS = 2;

    private EncryptionForm() {}

    /**
     * Checks the form of an encrypted element.
     *
     * @param wrapper an {@code EncryptedAssertion} or {@code EncryptedID}
     */
    public static FormedEncryption check(Element wrapper) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, wrapper);
        Element data = in.required(XENC, "EncryptedData");
        List<Element> keys = new ArrayList<>(in.many(XENC, "EncryptedKey"));
        in.end();
        DataCipher cipher = checkData(data, keys);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw refused("S50: " + keys.size() + " encrypted keys");
        }
        for (Element key : keys) {
            checkKey(key);
        }
        return new FormedEncryption(data, keys, cipher);
    }

    private static DataCipher checkData(Element data, List<Element> keys) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, data, "Id", "Type", "MimeType", "Encoding");
        Element method = in.required(XENC, "EncryptionMethod");
        Optional<Element> keyInfo = in.optional(DS, "KeyInfo");
        Element cipherData = in.required(XENC, "CipherData");
        in.end();
        String type = data.getAttributeNS(null, "Type");
        if (!type.isEmpty() && !type.equals(XENC + "Element")) {
            throw refused("S51: encrypted content is not an element");
        }
        ElementReader.of(ENCRYPTION_FORM, method, "Algorithm").end();
        DataCipher cipher = DataCipher.of(algorithm(method)).orElseThrow(() -> refused("S46: cipher not in the list"));
        if (keyInfo.isPresent()) {
            collectKeys(keyInfo.get(), keys);
        }
        if (cipherValue(cipherData).length < cipher.leastBytes()) {
            throw refused("S48: ciphertext shorter than nonce and tag");
        }
        return cipher;
    }

    private static void collectKeys(Element keyInfo, List<Element> keys) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, keyInfo, "Id");
        while (in.hasNext()) {
            Element child = in.any();
            if (ElementReader.is(child, XENC, "EncryptedKey")) {
                keys.add(child);
            } else if (!isHint(child)) {
                throw refused("S50: KeyInfo refers to a key elsewhere");
            }
        }
    }

    private static void checkKey(Element key) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, key, "Id", "Recipient", "Type", "MimeType", "Encoding");
        Element method = in.required(XENC, "EncryptionMethod");
        Optional<Element> keyInfo = in.optional(DS, "KeyInfo");
        Element cipherData = in.required(XENC, "CipherData");
        in.end();
        checkKeyTransport(method);
        if (keyInfo.isPresent()) {
            checkHints(keyInfo.get());
        }
        cipherValue(cipherData);
    }

    private static void checkKeyTransport(Element method) throws ProofRefused {
        String algorithm = algorithm(method);
        if (!algorithm.equals(OAEP_MGF1P) && !algorithm.equals(OAEP)) {
            throw refused("S47: key transport other than RSA-OAEP");
        }
        // The order of the two is free: xmlenc.xsd takes them as a wildcard.
        var in = ElementReader.of(ENCRYPTION_FORM, method, "Algorithm");
        Optional<Element> mask = in.optional(XENC11, "MGF");
        Optional<Element> digest = in.optional(DS, "DigestMethod");
        if (mask.isEmpty()) {
            mask = in.optional(XENC11, "MGF");
        }
        in.end();
        checkListed(digest, DIGESTS);
        checkListed(mask, MASKS);
    }

    private static void checkListed(Optional<Element> method, Set<String> algorithms) throws ProofRefused {
        if (method.isEmpty()) {
            return;
        }
        ElementReader.of(ENCRYPTION_FORM, method.get(), "Algorithm").end();
        if (!algorithms.contains(algorithm(method.get()))) {
            throw refused("S47: RSA-OAEP parameter not in the list");
        }
    }

    private static void checkHints(Element keyInfo) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, keyInfo, "Id");
        while (in.hasNext()) {
            if (!isHint(in.any())) {
                throw refused("S50: a key's KeyInfo refers to a key elsewhere");
            }
        }
    }

    private static byte[] cipherValue(Element cipherData) throws ProofRefused {
        var in = ElementReader.of(ENCRYPTION_FORM, cipherData);
        Optional<Element> value = in.optional(XENC, "CipherValue");
        if (value.isEmpty()) {
            throw refused("S49: CipherData without CipherValue");
        }
        in.end();
        ElementReader.of(ENCRYPTION_FORM, value.get());
        return Base64Text.decode(ElementReader.text(ENCRYPTION_FORM, value.get()))
                .orElseThrow(() -> refused("S40: CipherValue is not base64"));
    }

    private static boolean isHint(Element child) {
        return DS.equals(child.getNamespaceURI()) && KEY_HINTS.contains(child.getLocalName());
    }

    private static String algorithm(Element element) {
        return element.getAttributeNS(null, "Algorithm");
    }

    private static ProofRefused refused(String detail) {
        return ProofRefused.because(ENCRYPTION_FORM, detail);
    }
}
