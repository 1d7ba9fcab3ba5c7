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
    private final DecodedPart headerPart;
    private final DecodedPart claimsPart;
    private final SignedText signed;

    CompactToken(
            TokenHeader header,
            RegisteredClaims registered,
            DecodedPart headerPart,
            DecodedPart claimsPart,
            SignedText signed) {
        this.header = header;
        this.registered = registered;
        this.headerPart = headerPart;
        this.claimsPart = claimsPart;
        this.signed = signed;
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
        return claimsPart.members();
    }

    /** Whether the signature is this key's by the header's algorithm. */
    public boolean isSignedBy(VerificationKey key) {
        return signed.isBy(key, header.algorithm());
    }

    /**
     * Names the token by what was signed: the SHA-256 of the decoded header and claims. The text and the signature stay
     * out, since ECDSA lets anybody make a second signature of the same token.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    ByteBuffer.allocate(4).putInt(headerPart.octets().length).flip());
            digest.update(headerPart.octets());
            digest.update(claimsPart.octets());
            return Base64Url.encode(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "CompactToken[" + header.algorithm() + ", " + claims() + "]";
    }
}
