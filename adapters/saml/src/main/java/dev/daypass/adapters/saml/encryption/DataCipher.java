package dev.daypass.adapters.saml.encryption;

import java.util.Arrays;
import java.util.Optional;

/** The block ciphers that are accepted for data (XML Encryption 1.1 section 5.2). */
enum DataCipher {
    AES128_GCM("http://www.w3.org/2009/xmlenc11#aes128-gcm", 16, Mode.GCM),
    AES192_GCM("http://www.w3.org/2009/xmlenc11#aes192-gcm", 24, Mode.GCM),
    AES256_GCM("http://www.w3.org/2009/xmlenc11#aes256-gcm", 32, Mode.GCM),
    AES128_CBC("http://www.w3.org/2001/04/xmlenc#aes128-cbc", 16, Mode.CBC),
    AES192_CBC("http://www.w3.org/2001/04/xmlenc#aes192-cbc", 24, Mode.CBC),
    AES256_CBC("http://www.w3.org/2001/04/xmlenc#aes256-cbc", 32, Mode.CBC);

    /** GCM tells tampering, CBC does not. */
    enum Mode {
        GCM,
        CBC
    }

    private final String uri;
    private final int keyBytes;
    private final Mode mode;

    DataCipher(String uri, int keyBytes, Mode mode) {
        this.uri = uri;
        this.keyBytes = keyBytes;
        this.mode = mode;
    }

    static Optional<DataCipher> of(String uri) {
        return Arrays.stream(values()).filter(cipher -> cipher.uri.equals(uri)).findFirst();
    }

    String uri() {
        return uri;
    }

    int keyBytes() {
        return keyBytes;
    }

    Mode mode() {
        return mode;
    }

    /** The shortest ciphertext that is one: nonce and tag, or initial vector and one block. */
    int leastBytes() {
        return switch (mode) {
            case GCM -> 12 + 16;
            case CBC -> 16 + 16;
        };
    }
}
