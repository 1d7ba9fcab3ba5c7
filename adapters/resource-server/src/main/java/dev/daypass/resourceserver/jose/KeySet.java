package dev.daypass.resourceserver.jose;

import dev.daypass.resourceserver.json.JsonReader;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The issuer's keys that may verify (RFC 7517 section 5). Immutable, so a token is judged by one set.
 *
 * <p>{@link #read} is the gate: a set that holds secrets or names two keys alike is refused whole; a key that is weak,
 * broken or for something else is left out.
 */
public final class KeySet {
    private static final int MAX_KEYS = 100;

    private final Map<String, VerificationKey> byId;
    private final Set<String> unusable;

    private KeySet(Map<String, VerificationKey> byId, Set<String> unusable) {
        this.byId = Map.copyOf(byId);
        this.unusable = Set.copyOf(unusable);
    }

    /** The set of a document, or {@link Reason#KEYS_UNAVAILABLE} if it is none to trust. */
    public static Outcome<KeySet> read(byte[] document) {
        Optional<JsonValue.Members> root =
                JsonReader.SMALL.object("key set", document).value();
        Optional<JsonValue.Items> keys = root.flatMap(set -> set.list("keys"));
        if (keys.isEmpty()) {
            return bad("J23: the document is no key set");
        }
        List<JsonValue> items = keys.get().items();
        if (items.size() > MAX_KEYS) {
            return bad("J23: the key set has " + items.size() + " keys, more than " + MAX_KEYS);
        }
        Map<String, VerificationKey> byId = new HashMap<>();
        Set<String> unusable = new HashSet<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Members members)) {
                return bad("J23: a key is no object");
            }
            Jwk jwk = new Jwk(members);
            if (jwk.holdsSecret()) {
                return bad("J19: the key set holds a secret or private key");
            }
            Optional<String> id = members.text("kid");
            if (id.isEmpty()) {
                continue; // our tokens name their key, so that one without a name verifies nothing
            }
            if (byId.containsKey(id.get()) || unusable.contains(id.get())) {
                return bad("J20: the key set names two keys alike");
            }
            if (jwk.judge() instanceof Jwk.Judged.Usable usable) {
                byId.put(id.get(), usable.key());
            } else {
                unusable.add(id.get());
            }
        }
        return byId.isEmpty()
                ? bad("J23: the key set has no key that may verify")
                : Outcome.granted(new KeySet(byId, unusable));
    }

    public int size() {
        return byId.size();
    }

    /** Whether reading the set again could not tell more about the key that a header names. */
    public boolean knows(JoseHeader header) {
        return header.keyId()
                .map(id -> byId.containsKey(id) || unusable.contains(id))
                .orElse(true);
    }

    /** The one key that a header means, looked up by its exact id. */
    public Outcome<VerificationKey> choose(JoseHeader header) {
        Optional<VerificationKey> key = header.keyId().flatMap(id -> Optional.ofNullable(byId.get(id)));
        if (key.isEmpty()) {
            return Outcome.refused(
                    Reason.TOKEN_KEY_UNKNOWN,
                    header.keyId().isEmpty()
                            ? "J07: the token names no key"
                            : "J07: the key that the token names is not in the issuer's set or may not verify");
        }
        return key.get().takes(header.algorithm())
                ? Outcome.granted(key.get())
                : Outcome.refused(
                        Reason.TOKEN_ALGORITHM,
                        "J03: the key is not for " + header.algorithm().joseName());
    }

    private static Outcome<KeySet> bad(String detail) {
        return Outcome.refused(Reason.KEYS_UNAVAILABLE, detail);
    }
}
