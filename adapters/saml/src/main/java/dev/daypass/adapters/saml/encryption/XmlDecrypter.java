package dev.daypass.adapters.saml.encryption;

import dev.daypass.adapters.saml.xml.Namespaces;
import dev.daypass.adapters.saml.xml.ParsedXml;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.XmlParser;
import dev.daypass.core.outcome.Reason;
import java.security.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Decrypts what {@link EncryptionForm} admitted. Every failure, of key, padding, tag or content, is one refusal after the
 * same work, so that nobody learns from the answer which it was (S46, S47). Safe for several threads.
 */
public final class XmlDecrypter {
    private final XmlParser parser;

    public XmlDecrypter(XmlParser parser) {
        this.parser = parser;
        Init.init();
    }

    /** The one element that was encrypted, parsed like anything else that comes in. */
    public ParsedXml decrypt(FormedEncryption encryption, DecryptionKeys keys) throws ProofRefused {
        Optional<Key> key = unwrap(encryption, keys);
        // Without a key the data is worked on all the same, so that both failures take equally long.
        Key used = key.orElseGet(
                () -> new SecretKeySpec(new byte[encryption.cipher().keyBytes()], "AES"));
        Optional<byte[]> plain = open(encryption, used);
        if (key.isEmpty() || plain.isEmpty()) {
            throw failed();
        }
        try {
            return parser.parseWithin(plain.get(), prefixesAt(encryption.data()));
        } catch (ProofRefused hidden) {
            throw failed();
        }
    }

    private static Optional<Key> unwrap(FormedEncryption encryption, DecryptionKeys keys) {
        for (Element encryptedKey : encryption.keys()) {
            for (DecryptionKeys.Pair pair : keys.pairs()) {
                Optional<Key> key = unwrap(encryptedKey, pair, encryption.cipher());
                if (key.isPresent()) {
                    return key;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Key> unwrap(Element encryptedKey, DecryptionKeys.Pair pair, DataCipher cipher) {
        try {
            XMLCipher unwrapping = XMLCipher.getInstance();
            unwrapping.setSecureValidation(true);
            unwrapping.init(XMLCipher.UNWRAP_MODE, pair.privateKey());
            var loaded = unwrapping.loadEncryptedKey(encryptedKey.getOwnerDocument(), encryptedKey);
            Key key = unwrapping.decryptKey(loaded, cipher.uri());
            return key.getEncoded().length == cipher.keyBytes() ? Optional.of(key) : Optional.empty();
        } catch (XMLEncryptionException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> open(FormedEncryption encryption, Key key) {
        try {
            XMLCipher opening = XMLCipher.getInstance();
            opening.setSecureValidation(true);
            opening.init(XMLCipher.DECRYPT_MODE, key);
            return Optional.of(opening.decryptToByteArray(encryption.data()));
        } catch (XMLEncryptionException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The nearest declaration of each prefix around an element. */
    private static Map<String, String> prefixesAt(Element element) {
        var prefixes = new LinkedHashMap<String, String>();
        for (Node node = element; node instanceof Element; node = node.getParentNode()) {
            var attributes = node.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                if (Namespaces.XMLNS.equals(attribute.getNamespaceURI())) {
                    boolean isDefault = attribute.getNodeName().equals("xmlns");
                    prefixes.putIfAbsent(isDefault ? "" : attribute.getLocalName(), attribute.getNodeValue());
                }
            }
        }
        prefixes.remove("xml");
        return prefixes;
    }

    private static ProofRefused failed() {
        return ProofRefused.because(Reason.DECRYPTION_FAILED, "S46 to S51: decryption failed");
    }
}
