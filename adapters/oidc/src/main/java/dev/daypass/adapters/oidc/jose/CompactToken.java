package dev.daypass.adapters.oidc.jose;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A JWS token in compact form, decoded once: what the signature covers is what was parsed. Nobody has checked the
 * signature yet.
 */
public final class CompactToken {
    private final TokenHeader header;
    private final RegisteredClaims registered;
    private final Claims claims;
    private final Bytes bytes;

    /**
     * The parts as octets.
     *
     * @param signed the ASCII text before the second dot
     */
    record Bytes(byte[] header, byte[] claims, byte[] signed, byte[] signature) {}

    CompactToken(TokenHeader header, RegisteredClaims registered, Claims claims, Bytes bytes) {
        this.header = header;
        this.registered = registered;
        this.claims = claims;
        this.bytes = bytes;
    }

    public TokenHeader header() {
        return header;
    }

    /** The claims that checks need, typed. */
    public RegisteredClaims registered() {
        return registered;
    }

    /** All claims. */
    public Claims claims() {
        return claims;
    }

    /** Whether the signature is this key's by the header's algorithm. */
    public boolean isSignedBy(VerificationKey key) {
        return key.verifies(header.algorithm(), bytes.signed(), bytes.signature());
    }

    /**
     * Names the token by what was signed: the SHA-256 of the decoded header and claims. The text and the signature stay
     * out, since ECDSA lets anybody make a second signature of the same token.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(4).putInt(bytes.header().length).flip());
            digest.update(bytes.header());
            digest.update(bytes.claims());
            return Base64Url.encode(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "CompactToken[" + header.algorithm() + ", " + claims + "]";
    }
}
