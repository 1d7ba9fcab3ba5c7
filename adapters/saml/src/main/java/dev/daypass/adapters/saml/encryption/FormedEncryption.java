package dev.daypass.adapters.saml.encryption;

import java.util.List;
import org.w3c.dom.Element;

/** An encrypted element whose form is right. Only {@link EncryptionForm} makes one. */
public final class FormedEncryption {
    private final Element data;
    private final List<Element> keys;
    private final DataCipher cipher;

    FormedEncryption(Element data, List<Element> keys, DataCipher cipher) {
        this.data = data;
        this.keys = List.copyOf(keys);
        this.cipher = cipher;
    }

    /** The {@code EncryptedData}. */
    Element data() {
        return data;
    }

    /** The {@code EncryptedKey}s, one or two. */
    List<Element> keys() {
        return keys;
    }

    DataCipher cipher() {
        return cipher;
    }

    /** Whether the cipher itself would notice a changed ciphertext; where it does not, a signature must (S46). */
    public boolean isAuthenticated() {
        return cipher.mode() == DataCipher.Mode.GCM;
    }
}
