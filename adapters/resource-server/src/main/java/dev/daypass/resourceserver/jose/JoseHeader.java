package dev.daypass.resourceserver.jose;

import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What counts of a JOSE header (RFC 7515 section 4.1).
 *
 * @param algorithm an asymmetric signature algorithm
 * @param keyId the {@code kid}
 * @param type the {@code typ} in lower case without {@code application/}; empty if the header has none
 * @param key the {@code jwk}, which only {@link Form#DPOP_PROOF} may bring
 */
public record JoseHeader(JwsAlgorithm algorithm, Optional<String> keyId, String type, Optional<JsonValue.Members> key) {
    private static final int MAX_KEY_ID = 256;

    /**
     * Parameters that bring keys of their own (RFC 8725 section 3.10), change how the token is read, or belong to
     * encrypted or nested tokens. Others are hints such as {@code x5t}, which RFC 7515 section 4 has us ignore.
     */
    private static final List<String> FORBIDDEN =
            List.of("jku", "x5u", "x5c", "crit", "b64", "zip", "cty", "enc", "epk", "p2c", "p2s");

    /** Where the key comes from. */
    public enum Form {
        /** From the issuer's key set. */
        ACCESS_TOKEN,
        /** From the header itself (RFC 9449 section 4.2): it proves possession, not who signed. */
        DPOP_PROOF
    }

    static Outcome<JoseHeader> of(JsonValue.Members members, Form form) {
        Optional<JwsAlgorithm> algorithm = members.text("alg").flatMap(JwsAlgorithm::named);
        if (algorithm.isEmpty()) {
            return Outcome.refused(Reason.TOKEN_ALGORITHM, "J01: header `alg` is no asymmetric signature");
        }
        boolean bringsKey = members.has("jwk") && form == Form.ACCESS_TOKEN;
        Optional<String> forbidden = bringsKey
                ? Optional.of("jwk")
                : FORBIDDEN.stream().filter(members::has).findFirst();
        if (forbidden.isPresent()) {
            return Outcome.refused(
                    Reason.TOKEN_HEADER_FORBIDDEN, "J04: header member `" + forbidden.get() + "` is not accepted");
        }
        return of(algorithm.get(), members);
    }

    private static Outcome<JoseHeader> of(JwsAlgorithm algorithm, JsonValue.Members members) {
        Optional<String> kid = members.text("kid").filter(JoseHeader::isKeyId);
        if (members.has("kid") && kid.isEmpty()) {
            return Outcome.refused(
                    Reason.TOKEN_HEADER_FORBIDDEN,
                    "J07: header `kid` is no text of 1 to " + MAX_KEY_ID + " characters");
        }
        Optional<String> typ = members.text("typ");
        if (members.has("typ") && typ.isEmpty()) {
            return Outcome.refused(Reason.TOKEN_TYPE, "J09: header `typ` is no text");
        }
        return Outcome.granted(
                new JoseHeader(algorithm, kid, typ.map(JoseHeader::shortType).orElse(""), members.object("jwk")));
    }

    private static boolean isKeyId(String kid) {
        return !kid.isEmpty() && kid.length() <= MAX_KEY_ID && kid.chars().noneMatch(Character::isISOControl);
    }

    /** RFC 7515 section 4.1.9: the prefix may be left out where no other slash is in the type. */
    private static String shortType(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
