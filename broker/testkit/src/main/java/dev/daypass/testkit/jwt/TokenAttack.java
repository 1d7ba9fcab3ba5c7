package dev.daypass.testkit.jwt;

import dev.daypass.core.outcome.Reason;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Attacks on the token's form, its header and its signature, by the numbers of the catalogue of bad input (J01 to J18).
 * Each starts from a fresh honest token and changes one thing; each has the one reason for which it must be refused.
 */
public enum TokenAttack {
    J01_ALG_NONE(Reason.TOKEN_ALGORITHM, forge -> forge.unsigned("none")),
    J01_ALG_NONE_IN_ANOTHER_CASE(Reason.TOKEN_ALGORITHM, forge -> forge.unsigned("nOnE")),
    J01_ALG_NONE_WITH_AN_OLD_SIGNATURE(Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("alg", "none")),
    J01_ALG_MISSING(Reason.TOKEN_ALGORITHM, forge -> forge.withHeaderText(json -> json.replace("\"alg\"", "\"gla\""))),
    J01_SIGNATURE_CUT_OFF(Reason.TOKEN_MALFORMED, forge -> Forge.cut(forge.honest())),
    J01_TWO_DOTS_ONLY(Reason.TOKEN_MALFORMED, forge -> ".."),
    J02_HMAC_WITH_THE_PUBLIC_KEY_AS_PEM(Reason.TOKEN_ALGORITHM, forge -> forge.hmac(forge.pem())),
    J02_HMAC_WITH_THE_PUBLIC_KEY_AS_DER(
            Reason.TOKEN_ALGORITHM,
            forge -> forge.hmac(forge.rsa().pair().getPublic().getEncoded())),
    J02_HMAC_WITH_THE_MODULUS(
            Reason.TOKEN_ALGORITHM,
            forge -> forge.hmac(
                    ((RSAPublicKey) forge.rsa().pair().getPublic()).getModulus().toByteArray())),
    J03_ALGORITHM_THE_PROVIDER_DOES_NOT_LIST(
            Reason.TOKEN_ALGORITHM, forge -> forge.draft().signedBy(forge.rsa().with("RS512"))),
    J03_PSS_WITH_A_KEY_MARKED_RS256(
            Reason.TOKEN_ALGORITHM, forge -> forge.draft().signedBy(forge.rsa().with("PS256"))),
    J03_RSA_KEY_NAMED_FOR_ES256(Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("alg", "ES256")),
    J03_EC_KEY_NAMED_FOR_RS256(
            Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("kid", forge.ec().kid())),
    J03_ES256K(Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("alg", "ES256K")),
    J03_ALGORITHM_IN_LOWER_CASE(Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("alg", "rs256")),
    J04_KEY_IN_THE_HEADER(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.strangerWith("jwk", forge.stranger().jwk())),
    J05_KEY_SET_ADDRESS_IN_THE_HEADER(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.strangerWith("jku", forge.issuer().jwks().toString())),
    J05_CERTIFICATE_ADDRESS_IN_THE_HEADER(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.strangerWith("x5u", forge.issuer().jwks().toString())),
    J06_CERTIFICATES_IN_THE_HEADER(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.strangerWith("x5c", List.of("MIIB"))),
    J07_KID_IS_A_PATH(Reason.TOKEN_KEY_UNKNOWN, forge -> forge.strangerWith("kid", "../../../../dev/null")),
    J07_KID_IS_SQL(Reason.TOKEN_KEY_UNKNOWN, forge -> forge.strangerWith("kid", "x' UNION SELECT 'k'--")),
    J07_KID_IS_AN_ADDRESS(
            Reason.TOKEN_KEY_UNKNOWN,
            forge -> forge.strangerWith("kid", forge.issuer().jwks().toString())),
    J07_KID_IN_ANOTHER_CASE(
            Reason.TOKEN_KEY_UNKNOWN,
            forge -> forge.strangerWith("kid", forge.rsa().kid().toUpperCase(Locale.ROOT))),
    J07_KID_OF_TEN_THOUSAND(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("kid", "k".repeat(8000))),
    J07_KID_IS_A_LIST(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.withHeader("kid", List.of(forge.rsa().kid()))),
    J07_KID_WITH_A_LINE_BREAK(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.withHeader("kid", forge.rsa().kid() + "\n")),
    J08_CRIT_UNKNOWN(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("crit", List.of("http://example/x"))),
    J08_CRIT_EMPTY(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("crit", List.of())),
    J08_CRIT_REGISTERED(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("crit", List.of("alg"))),
    J08_B64_FALSE(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("b64", false)),
    J09_ACCESS_TOKEN(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", "at+jwt")),
    J09_ACCESS_TOKEN_BY_FULL_TYPE(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", "application/AT+JWT")),
    J09_LOGOUT_TOKEN(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", "logout+jwt")),
    J09_LOGOUT_TOKEN_WITHOUT_TYPE(Reason.TOKEN_TYPE, forge -> forge.draft()
            .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
            .signedBy(forge.rsa())),
    J09_DPOP_PROOF(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", "dpop+jwt")),
    J09_SELECTIVE_DISCLOSURE(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", "dc+sd-jwt")),
    J09_TYPE_IS_A_LIST(Reason.TOKEN_TYPE, forge -> forge.withHeader("typ", List.of("JWT"))),
    J10_NESTED_BY_CTY(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("cty", "JWT")),
    J10_TOKEN_INSIDE_A_TOKEN(Reason.TOKEN_MALFORMED, forge -> forge.withClaimsText(claims -> forge.honest())),
    J10_TOKEN_INSIDE_AN_ENCRYPTED_TOKEN(
            Reason.TOKEN_MALFORMED,
            forge -> forge.encrypted(Map.of("alg", "RSA-OAEP", "enc", "A128GCM", "cty", "JWT"))),
    J11_PASSWORD_KEY_WITH_BILLIONS_OF_ROUNDS(
            Reason.TOKEN_MALFORMED,
            forge -> forge.encrypted(
                    Map.of("alg", "PBES2-HS256+A128KW", "enc", "A128GCM", "p2c", Integer.MAX_VALUE, "p2s", "AAAA"))),
    J11_PASSWORD_KEY_ALGORITHM_ON_A_SIGNED_TOKEN(
            Reason.TOKEN_ALGORITHM, forge -> forge.withHeader("alg", "PBES2-HS256+A128KW")),
    J11_DIRECT_KEY(Reason.TOKEN_MALFORMED, forge -> forge.encrypted(Map.of("alg", "dir", "enc", "A128GCM"))),
    J11_RSA1_5(Reason.TOKEN_MALFORMED, forge -> forge.encrypted(Map.of("alg", "RSA1_5", "enc", "A128GCM"))),
    J11_COMPRESSED(Reason.TOKEN_HEADER_FORBIDDEN, forge -> forge.withHeader("zip", "DEF")),
    J12_CLAIMS_NESTED_DEEPLY(
            Reason.TOKEN_MALFORMED,
            forge -> forge.withClaimsText(
                    json -> json.replaceFirst("\\{", "{\"deep\":" + "[".repeat(3000) + "]".repeat(3000) + ","))),
    J12_OBJECTS_NESTED_DEEPLY(
            Reason.TOKEN_MALFORMED,
            forge -> forge.withClaimsText(
                    json -> json.replaceFirst("\\{", "{\"d\":" + "{\"d\":".repeat(40) + "1" + "}".repeat(40) + ","))),
    J13_ALG_TWICE(
            Reason.TOKEN_MALFORMED, forge -> forge.withHeaderText(json -> json.replace("{", "{\"alg\":\"none\","))),
    J13_ALG_TWICE_ONCE_ESCAPED(
            Reason.TOKEN_MALFORMED,
            forge -> forge.withHeaderText(json -> json.replace("{", "{\"\\u0061lg\":\"none\","))),
    J13_SUBJECT_TWICE(
            Reason.TOKEN_MALFORMED,
            forge -> forge.withClaimsText(json -> json.replaceFirst("\\{", "{\"sub\":\"root\","))),
    J13_NAME_TWICE_DEEP_INSIDE(
            Reason.TOKEN_MALFORMED,
            forge -> forge.withClaimsText(json -> json.replaceFirst("\\{", "{\"o\":{\"a\":1,\"a\":2},"))),
    J13_SUBJECT_TWICE_ONCE_NULL(
            Reason.TOKEN_MALFORMED, forge -> forge.withClaimsText(json -> json.replaceFirst("\\{", "{\"sub\":null,"))),
    J14_ECDSA_ALL_ZERO(Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.withEcSignature(new byte[64])),
    J14_ECDSA_R_ZERO(
            Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.withEcSignature(signature -> zeroed(signature, 0, 32))),
    J14_ECDSA_S_ZERO(
            Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.withEcSignature(signature -> zeroed(signature, 32, 64))),
    J14_ECDSA_HALVES_ARE_THE_ORDER(
            Reason.TOKEN_SIGNATURE_INVALID,
            forge -> forge.withEcSignature(signature -> join(order(forge), order(forge)))),
    J14_ECDSA_IN_DER(
            Reason.TOKEN_SIGNATURE_INVALID,
            forge -> forge.withEcSignature(signature -> join(new byte[] {0x30, 0x44, 2, 32}, signature))),
    J14_ECDSA_TRAILING_BYTE(
            Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.withEcSignature(signature -> join(signature, new byte[1]))),
    J14_ECDSA_TOO_SHORT(
            Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.withEcSignature(signature -> Arrays.copyOf(signature, 63))),
    J14_CLAIMS_CHANGED_AFTER_SIGNING(
            Reason.TOKEN_SIGNATURE_INVALID,
            forge -> part(forge.honest(), 0) + "."
                    + TokenDraft.part(forge.draft().subject("root").claimsJson()) + "."
                    + part(forge.honest(), 2)),
    J14_SIGNED_BY_A_STRANGER_UNDER_THE_HONEST_NAME(
            Reason.TOKEN_SIGNATURE_INVALID, forge -> forge.draft().signedBy(forge.stranger())),
    J15_KEY_AGREEMENT_POINT_IN_THE_HEADER(
            Reason.TOKEN_HEADER_FORBIDDEN,
            forge -> forge.withHeader("epk", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"))),
    J16_FLATTENED_JSON(Reason.TOKEN_MALFORMED, forge -> forge.serialised(true)),
    J16_SEVERAL_SIGNATURES(Reason.TOKEN_MALFORMED, forge -> forge.serialised(false)),
    J16_DETACHED_CLAIMS(Reason.TOKEN_MALFORMED, forge -> forge.honest().replaceFirst("\\.[^.]+\\.", "..")),
    J17_PADDING(Reason.TOKEN_MALFORMED, forge -> padded(forge.honest())),
    J17_SPACE_INSIDE(Reason.TOKEN_MALFORMED, forge -> forge.honest().replaceFirst("\\.", ". ")),
    J17_LINE_BREAK_AT_THE_END(Reason.TOKEN_MALFORMED, forge -> forge.honest() + "\n"),
    J17_FOREIGN_CHARACTER(Reason.TOKEN_MALFORMED, forge -> forge.honest().replaceFirst("\\.", "*.")),
    J17_OTHER_ALPHABET(Reason.TOKEN_MALFORMED, forge -> Forge.cut(forge.honest()) + "+/+/"),
    J17_BITS_BEHIND_THE_END(Reason.TOKEN_MALFORMED, forge -> tailBits(forge.honest())),
    J18_FOUR_PARTS(Reason.TOKEN_MALFORMED, forge -> forge.honest() + ".AAAA"),
    J18_TWO_PARTS(Reason.TOKEN_MALFORMED, forge -> "AAAA.AAAA"),
    J18_EMPTY(Reason.TOKEN_MALFORMED, forge -> ""),
    J18_EMPTY_HEADER(Reason.TOKEN_MALFORMED, forge -> forge.honest().replaceFirst("^[^.]+", "")),
    J18_A_MEGABYTE(Reason.LIMIT_EXCEEDED, forge -> forge.honest() + "A".repeat(1 << 20)),
    J18_A_MILLION_DOTS(Reason.LIMIT_EXCEEDED, forge -> ".".repeat(1_000_000)),
    J18_NOT_UTF_8(Reason.TOKEN_MALFORMED, forge -> forge.honest()
            .replaceFirst("\\.[^.]+\\.", "." + SigningKey.base64(new byte[] {'{', (byte) 0xC0, '}'}) + "."));

    private final Reason reason;

    @SuppressWarnings("ImmutableEnumChecker") // the mutations are lambdas that capture nothing
    private final Function<Forge, String> forgery;

    TokenAttack(Reason reason, Function<Forge, String> forgery) {
        this.reason = reason;
        this.forgery = forgery;
    }

    /** The bad token, made from a fresh honest one. */
    public String token(Forge forge) {
        return forgery.apply(forge);
    }

    /** Why it must be refused. */
    public Reason reason() {
        return reason;
    }

    private static String part(String token, int number) {
        return Arrays.asList(token.split("\\.", -1)).get(number);
    }

    private static byte[] zeroed(byte[] signature, int from, int to) {
        byte[] changed = signature.clone();
        Arrays.fill(changed, from, to, (byte) 0);
        return changed;
    }

    private static byte[] order(Forge forge) {
        BigInteger order =
                ((ECPublicKey) forge.ec().pair().getPublic()).getParams().getOrder();
        return SigningKey.fixed(order, 32);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** A 256-octet signature ends in two characters, of which padding would make four. */
    private static String padded(String token) {
        return token + "==";
    }

    /** The last character of a 256-octet signature stands for two bits and four that must be zero. */
    private static String tailBits(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    }
}
