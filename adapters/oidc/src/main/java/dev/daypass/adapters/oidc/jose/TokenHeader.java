package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What counts of a JOSE header (RFC 7515 section 4.1).
 *
 * @param algorithm an asymmetric signature algorithm
 * @param keyId the {@code kid}
 * @param type the {@code typ} in lower case without {@code application/}; {@code jwt} if the header has none
 */
public record TokenHeader(JwsAlgorithm algorithm, Optional<String> keyId, String type) {
    private static final int MAX_KEY_ID = 256;

    /**
     * Parameters that bring keys of their own (RFC 8725 section 3.10), change how the token is read, or belong to
     * encrypted or nested tokens. Others are hints such as {@code x5t}, which RFC 7515 section 4 has us ignore.
     */
    private static final List<String> FORBIDDEN =
            List.of("jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "cty", "enc", "epk", "p2c", "p2s");

    static Outcome<TokenHeader> of(Claims members) {
        Optional<AttributeValue> alg = members.plain("alg");
        if (alg.isEmpty() || !(alg.get() instanceof AttributeValue.Text)) {
            return TokenRefusals.refused(Reason.TOKEN_ALGORITHM, "J01: header has no `alg`");
        }
        Optional<JwsAlgorithm> algorithm = JwsAlgorithm.named(alg.get().text());
        if (algorithm.isEmpty()) {
            return TokenRefusals.refused(
                    Reason.TOKEN_ALGORITHM,
                    "J01: header `alg` " + AuditText.quote(alg.get().text()) + " is no asymmetric signature");
        }
        for (String name : FORBIDDEN) {
            if (members.has(name)) {
                return TokenRefusals.refused(
                        Reason.TOKEN_HEADER_FORBIDDEN, "J04: header member `" + name + "` is not accepted");
            }
        }
        return of(algorithm.get(), members);
    }

    private static Outcome<TokenHeader> of(JwsAlgorithm algorithm, Claims members) {
        Optional<String> kid = text(members, "kid");
        if (members.has("kid") && kid.filter(TokenHeader::isKeyId).isEmpty()) {
            return TokenRefusals.refused(
                    Reason.TOKEN_HEADER_FORBIDDEN,
                    "J07: header `kid` is no text of 1 to " + MAX_KEY_ID + " characters");
        }
        Optional<String> typ = text(members, "typ");
        if (members.has("typ") && typ.isEmpty()) {
            return TokenRefusals.refused(Reason.TOKEN_TYPE, "J09: header `typ` is no text");
        }
        return Outcome.granted(
                new TokenHeader(algorithm, kid, typ.map(TokenHeader::shortType).orElse("jwt")));
    }

    private static Optional<String> text(Claims members, String name) {
        return members.plain(name).filter(AttributeValue.Text.class::isInstance).map(AttributeValue::text);
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
