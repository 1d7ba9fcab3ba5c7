package dev.daypass.testkit.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an attack starts from: an issuer that publishes these keys, and a stranger's key that it does not.
 *
 * @param rsa RS256, marked for that algorithm
 * @param ec ES256
 * @param stranger an RSA key that nobody publishes, under the name of the honest one
 * @param drafts makes the honest token before it is signed
 */
public record Forge(
        TokenIssuer issuer, SigningKey rsa, SigningKey ec, SigningKey stranger, Supplier<TokenDraft> drafts) {
    /** A forge around an issuer whose keys are an RSA key and an EC key. */
    public static Forge of(TokenIssuer issuer, SigningKey rsa, SigningKey ec) {
        return of(issuer, rsa, ec, issuer::token);
    }

    /** A forge that changes other drafts than the issuer's ID tokens. */
    public static Forge of(TokenIssuer issuer, SigningKey rsa, SigningKey ec, Supplier<TokenDraft> drafts) {
        return new Forge(issuer, rsa, ec, SigningKeys.STRANGER.named(rsa.kid()), drafts);
    }

    /** The honest draft that the attack changes. */
    TokenDraft draft() {
        return drafts.get();
    }

    /** The honest token. */
    String honest() {
        return draft().signedBy(rsa);
    }

    /** Signed by the honest RSA key, with one more header member. */
    String withHeader(String name, Object value) {
        return draft().header(name, value).signedBy(rsa);
    }

    /** Signed by the stranger, who brings his key along in the header. */
    String strangerWith(String name, Object value) {
        return draft().header(name, value).signedBy(stranger);
    }

    /** Three parts of any JSON, signed with HMAC under these octets. */
    String hmac(byte[] secret) {
        String signed = TokenDraft.part(Json.write(Map.of("alg", "HS256", "typ", "JWT", "kid", rsa.kid()))) + "."
                + TokenDraft.part(draft().claimsJson());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + SigningKey.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public RSA key in PEM, as an attacker finds it. */
    byte[] pem() {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(rsa.pair().getPublic().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Unsigned: a header with this {@code alg} and nothing behind the second dot. */
    String unsigned(String alg) {
        return TokenDraft.part(Json.write(Map.of("alg", alg, "typ", "JWT"))) + "."
                + TokenDraft.part(draft().claimsJson()) + ".";
    }

    /** Five parts with this header: an encrypted token that nobody could open. */
    String encrypted(Map<String, Object> header) {
        return TokenDraft.part(Json.write(header)) + ".AAAA.AAAA.AAAA.AAAA";
    }

    /** Honest but for its ECDSA signature. */
    String withEcSignature(byte[] signature) {
        return cut(draft().signedBy(ec)) + SigningKey.base64(signature);
    }

    /** The signature that an honest EC token had, changed. */
    String withEcSignature(UnaryOperator<byte[]> change) {
        String honest = draft().signedBy(ec);
        byte[] signature = Base64.getUrlDecoder().decode(honest.substring(honest.lastIndexOf('.') + 1));
        return cut(honest) + SigningKey.base64(change.apply(signature));
    }

    /** Honest, but its JSON written by hand. */
    String withHeaderText(UnaryOperator<String> change) {
        TokenDraft draft = draft();
        return TokenDraft.sign(change.apply(draft.headerJson(rsa)), draft.claimsJson(), rsa);
    }

    /** Honest, but its claims written by hand. */
    String withClaimsText(UnaryOperator<String> change) {
        TokenDraft draft = draft();
        return TokenDraft.sign(draft.headerJson(rsa), change.apply(draft.claimsJson()), rsa);
    }

    /** The parts of the honest token as the JSON serialisation has them. */
    String serialised(boolean flat) {
        List<String> parts = List.of(honest().split("\\.", -1));
        Map<String, Object> signature = Map.of("protected", parts.get(0), "signature", parts.get(2));
        return flat
                ? Json.write(Map.of("protected", parts.get(0), "payload", parts.get(1), "signature", parts.get(2)))
                : Json.write(Map.of("payload", parts.get(1), "signatures", List.of(signature, signature)));
    }

    static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }
}
