package dev.daypass.core.keys;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a header that is none of ours. It only names the reason: the token is refused already. */
final class HeaderFault {
    private static final Set<String> OURS = Set.of("alg", "typ", "kid");

    private HeaderFault() {}

    static Outcome<String> of(String header, SigningKeySet keys, Instant now) {
        return read(header).then(members -> reason(members, keys, now));
    }

    private static Outcome<String> reason(Map<String, String> members, SigningKeySet keys, Instant now) {
        Optional<SigningAlgorithm> algorithm = SigningAlgorithm.of(members.getOrDefault("alg", ""));
        if (algorithm.isEmpty()) {
            return Jws.refused(Reason.TOKEN_ALGORITHM, "J01: an algorithm that we do not sign with");
        }
        if (!OURS.containsAll(members.keySet())) {
            return Jws.refused(Reason.TOKEN_HEADER_FORBIDDEN, "J05: a header member beside alg, typ and kid");
        }
        Optional<SigningAlgorithm> ofKey = keys.algorithmOf(members.getOrDefault("kid", ""), now);
        if (ofKey.isEmpty()) {
            return Jws.refused(Reason.TOKEN_KEY_UNKNOWN, "a key that is not ours or retired");
        }
        if (!ofKey.equals(algorithm)) {
            return Jws.refused(Reason.TOKEN_ALGORITHM, "J02: the key is of another algorithm");
        }
        String typ = members.getOrDefault("typ", "");
        boolean known =
                Arrays.stream(TokenType.values()).anyMatch(type -> type.typ().equals(typ));
        return known
                ? Jws.refused(Reason.TOKEN_MALFORMED, "J17: the header is not in its only spelling")
                : Jws.refused(Reason.TOKEN_TYPE, "J10: a typ that we do not write");
    }

    private static Outcome<Map<String, String>> read(String header) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(header);
            return new JsonTree()
                    .read("header", new String(bytes, StandardCharsets.UTF_8))
                    .then(HeaderFault::members);
        } catch (IllegalArgumentException e) {
            return Jws.refused(Reason.TOKEN_MALFORMED, "the header is not base64url");
        }
    }

    private static Outcome<Map<String, String>> members(Node node) {
        var members = new HashMap<String, String>();
        if (node instanceof Node.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> members.put(
                            entry.key().text(), entry.value() instanceof Node.Scalar scalar ? scalar.text() : ""));
        }
        return Outcome.granted(members);
    }
}
