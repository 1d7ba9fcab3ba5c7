package dev.daypass.adapters.oidc.jose;

import java.nio.charset.StandardCharsets;

/** What a JWS signature covers, and the signature (RFC 7515 section 5.2). */
final class SignedText {
    private final byte[] text;
    private final byte[] signature;

    /**
     * @param text header and claims as they were written, the dot between them included
     * @param signature not empty
     */
    SignedText(String text, byte[] signature) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.signature = signature;
    }

    boolean isBy(VerificationKey key, JwsAlgorithm algorithm) {
        return key.verifies(algorithm, text, signature);
    }
}
