package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.AuditText;
import dev.daypass.adapters.oidc.jose.TokenHeader;
import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.adapters.oidc.jose.VerificationKey;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one token issuer that may verify. Immutable, so a token is judged by one set. */
public final class KeySet {
    private final List<VerificationKey> keys;
    private final Set<String> unusable;
    private final Map<String, VerificationKey> byId = new HashMap<>();

    /**
     * @param keys at least one; ids are unique
     * @param unusable ids of keys that the issuer publishes but that may not verify
     */
    KeySet(List<VerificationKey> keys, Set<String> unusable) {
        this.keys = List.copyOf(keys);
        this.unusable = Set.copyOf(unusable);
        keys.forEach(key -> key.id().ifPresent(id -> byId.put(id, key)));
    }

    public int size() {
        return keys.size();
    }

    /** Whether reading the set again could not tell more about the key that a header names. */
    boolean knows(TokenHeader header) {
        return header.keyId()
                .map(id -> byId.containsKey(id) || unusable.contains(id))
                .orElse(true);
    }

    /** The one key that a header means: looked up by its exact id, or the only one that fits if it names none. */
    Outcome<VerificationKey> choose(TokenHeader header) {
        return header.keyId().isPresent() ? named(header, header.keyId().get()) : onlyFitting(header);
    }

    private Outcome<VerificationKey> named(TokenHeader header, String id) {
        Optional<VerificationKey> key = Optional.ofNullable(byId.get(id));
        if (key.isEmpty()) {
            String why = unusable.contains(id) ? "may not verify" : "is not in the issuer's key set";
            return TokenRefusals.refused(Reason.TOKEN_KEY_UNKNOWN, "J07: key " + AuditText.quote(id) + " " + why);
        }
        if (!key.get().takes(header.algorithm())) {
            return TokenRefusals.refused(
                    Reason.TOKEN_ALGORITHM,
                    "J03: key " + AuditText.quote(id) + " is not for "
                            + header.algorithm().joseName());
        }
        return Outcome.granted(key.get());
    }

    private Outcome<VerificationKey> onlyFitting(TokenHeader header) {
        List<VerificationKey> fitting =
                keys.stream().filter(key -> key.takes(header.algorithm())).toList();
        if (fitting.size() != 1) {
            return TokenRefusals.refused(
                    Reason.TOKEN_KEY_UNKNOWN,
                    "J07: the token names no key and " + fitting.size() + " keys of the issuer take "
                            + header.algorithm().joseName());
        }
        return Outcome.granted(fitting.get(0));
    }
}
